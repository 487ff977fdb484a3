import { enumName } from '../enum-names.ts';

interface Line {
  readonly line: string;
  readonly kind: string;
}
export type ReadyLine<Given extends Line> = Omit<Given, 'kind'> & { readonly id: string; readonly kind: string };

/**
 * Lines as the schema has them. There are thousands of them where anything else comes by the dozen, and a resolver for
 * each of their fields costs more than all the rest of an answer: so they are made ready here, and no field of
 * `DisclosureLine` has a resolver.
 */
const readyLine = <Given extends Line>(line: Given): ReadyLine<Given> => ({
  ...line,
  id: line.line,
  kind: enumName(line.kind),
});

interface Account {
  readonly lines: readonly Line[];
}
export type ReadyAccount<Given extends Account> = Omit<Given, 'lines'> & {
  readonly lines: readonly ReadyLine<Given['lines'][number]>[];
};

export const readyAccounts = <Given extends Account>(accounts: readonly Given[]): readonly ReadyAccount<Given>[] =>
  accounts.map((account) => ({
    ...account,
    lines: account.lines.map((line: Given['lines'][number]) => readyLine(line)),
  }));
