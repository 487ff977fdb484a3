import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { permissions } from '@cunjian/access';
import type { RefusalText, RefusalTexts } from '@cunjian/contracts';

export const root = resolve(import.meta.dirname, '../../..');

/** By convention the texts of a project's refusals stand in its src/refusals.ts. */
const catalogueFiles = ['libs/*/src/refusals.ts', 'services/*/src/refusals.ts', 'gateway/src/refusals.ts'];
const sourceFiles = ['libs/*/{src,node}/**/*.ts', 'services/*/src/**/*.ts', 'gateway/src/**/*.ts'];
const isSource = (file: string): boolean =>
  !/(\.spec|contract-suite|\/refusals)\.ts$|\/refusals\/|node_modules|libs\/testing\//.test(file);

export interface Catalogue {
  /** As in `libs/access`. */
  readonly project: string;
  readonly texts: RefusalTexts;
}

const isText = (value: unknown): value is RefusalText =>
  typeof value === 'object' &&
  value !== null &&
  ['zh', 'en', 'when', 'remedy', 'remedyZh'].every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  );

/** What all projects say of their refusals. Throws where two describe one code. */
export const readCatalogues = async (): Promise<readonly Catalogue[]> => {
  const projectOf = new Map<string, string>();
  const catalogues: Catalogue[] = [];
  for (const file of globSync(catalogueFiles, { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()) {
    const project = file.replace('/src/refusals.ts', '');
    const exported = (await import(pathToFileURL(join(root, file)).href)) as Record<string, unknown>;
    const texts: Record<string, RefusalText> = {};
    for (const value of Object.values(exported))
      for (const [code, text] of Object.entries(value ?? {})) {
        // A project may hand on the texts of others beside its own.
        const own = projectOf.get(code) ?? project;
        if (!isText(text) || (own !== project && describesAlike(catalogues, code, text))) continue;
        if (own !== project) throw new Error(`${code} is described in ${own} and otherwise in ${project}`);
        projectOf.set(code, project);
        texts[code] = text;
      }
    catalogues.push({ project, texts });
  }
  return catalogues;
};

const describesAlike = (catalogues: readonly Catalogue[], code: string, text: RefusalText): boolean =>
  catalogues.some(({ texts }) => texts[code] === text);

export interface UsedCode {
  readonly code: string;
  readonly file: string;
}

/** `refuse('code'`, and `code: 'area.what'` of a refusal in a list. */
const refused = /\brefuse\(\s*'([^']+)'|\bcode: '([a-z][a-z0-9-]*\.[a-z][a-z0-9-]*)'/g;
/** Any string that could be a code, or a part of one that a template puts together: `divisions.${what}`. */
const literal = /['"`]([a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?)['"`]/g;
const template = /`([a-z][a-z0-9-]*)\.\$\{/g;

export interface CodesInSource {
  /** Each refusal that the sources give by name. */
  readonly refused: readonly UsedCode[];
  /** Whether any source could give the code. */
  mentions(code: string): boolean;
}

export const readSourceCodes = (): CodesInSource => {
  const found: UsedCode[] = [];
  const literals = new Set<string>();
  const templates = new Set<string>();
  for (const path of globSync(sourceFiles, { cwd: root })) {
    const file = path.replaceAll('\\', '/');
    if (!isSource(file)) continue;
    const text = readFileSync(join(root, file), 'utf8');
    for (const match of text.matchAll(refused)) {
      const code = match[1] ?? match[2] ?? '';
      if (!(code in permissions)) found.push({ code, file });
    }
    for (const [, part = ''] of text.matchAll(literal)) literals.add(part);
    for (const [, area = ''] of text.matchAll(template)) templates.add(area);
  }
  return {
    refused: found,
    mentions: (code) => {
      const [area = '', what = ''] = code.split('.');
      return literals.has(code) || (templates.has(area) && literals.has(what));
    },
  };
};
