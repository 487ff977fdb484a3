import { globSync } from 'node:fs';
import { relative } from 'node:path';
import type { RefusalTexts } from '@cunjian/contracts';
import ts from 'typescript';
import { root } from '../src/refusal-catalogues.ts';

/** One parameter of a refusal, as one place in the sources fills it. */
export interface FilledParam {
  readonly code: string;
  readonly name: string;
  /** File and line. */
  readonly at: string;
  /** The strings that it may be, by its type. */
  readonly codes: readonly string[];
  /** Its type has any string. */
  readonly open: boolean;
}

const sources = ['libs/*/{src,node}/**/*.ts', 'services/*/src/**/*.ts', 'gateway/src/**/*.ts'];
const isSource = (file: string): boolean => !/(\.spec|contract-suite)\.ts$|node_modules|libs\/testing\//.test(file);

const programOf = (): ts.Program => {
  const rootNames = globSync(sources, { cwd: root }).filter(isSource);
  const { config } = ts.readConfigFile(`${root}/tsconfig.base.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  return ts.createProgram(
    rootNames.map((file) => `${root}/${file}`),
    { ...options, noEmit: true, skipLibCheck: true },
  );
};

const partsOf = (type: ts.Type): readonly ts.Type[] => (type.isUnion() ? type.types : [type]);
const literalsOf = (type: ts.Type): readonly string[] =>
  partsOf(type).flatMap((part) => (part.isStringLiteral() ? [part.value] : []));
const isOpen = (type: ts.Type): boolean =>
  partsOf(type).some((part) => (part.flags & ts.TypeFlags.StringLike) !== 0 && !part.isStringLiteral());

/** The type of each property, literals kept. */
const propertiesOf = (checker: ts.TypeChecker, node: ts.ObjectLiteralExpression): readonly [string, ts.Type][] =>
  node.properties.flatMap((property): [string, ts.Type][] => {
    if (ts.isPropertyAssignment(property))
      return [[property.name.getText(), checker.getTypeAtLocation(property.initializer)]];
    if (ts.isShorthandPropertyAssignment(property)) {
      const symbol = checker.getShorthandAssignmentValueSymbol(property);
      return symbol === undefined ? [] : [[property.name.text, checker.getTypeOfSymbolAtLocation(symbol, property)]];
    }
    if (!ts.isSpreadAssignment(property)) return [];
    if (ts.isObjectLiteralExpression(property.expression)) return [...propertiesOf(checker, property.expression)];
    return checker
      .getPropertiesOfType(checker.getTypeAtLocation(property.expression))
      .map((symbol) => [symbol.name, checker.getTypeOfSymbolAtLocation(symbol, property)]);
  });

/** `refuse(code, { … })` and the like, and `{ code, params: { … } }`. */
const codesFor = (checker: ts.TypeChecker, node: ts.ObjectLiteralExpression): readonly string[] => {
  const { parent } = node;
  if (ts.isCallExpression(parent)) {
    const [first] = parent.arguments;
    return first === undefined ? [] : literalsOf(checker.getTypeAtLocation(first));
  }
  if (!ts.isPropertyAssignment(parent) || parent.name.getText() !== 'params') return [];
  const refusal = parent.parent;
  const code = propertiesOf(checker, refusal).find(([name]) => name === 'code');
  return code === undefined ? [] : literalsOf(code[1]);
};

/** Everything that the sources fill texts of refusals with, where the code is known by its type. */
export const readFilledParams = (texts: RefusalTexts): readonly FilledParam[] => {
  const program = programOf();
  const checker = program.getTypeChecker();
  const found: FilledParam[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isObjectLiteralExpression(node)) return;
    const known = codesFor(checker, node).filter((code) => Object.hasOwn(texts, code));
    if (known.length === 0) return;
    const file = node.getSourceFile();
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const at = `${relative(root, file.fileName)}:${line}`;
    for (const [name, type] of propertiesOf(checker, node))
      for (const code of known) found.push({ code, name, at, codes: literalsOf(type), open: isOpen(type) });
  };
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile) visit(file);
  return found;
};
