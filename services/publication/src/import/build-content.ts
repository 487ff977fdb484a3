import { screenInput } from '@cunjian/service-kit/acting';
import type { Refusal } from '@cunjian/kernel';
import { checkContent, type PreviousClosing } from '../disclosure/arithmetic.ts';
import { nameLines } from '../disclosure/name-lines.ts';
import type { Days } from '../disclosure/period.ts';
import { plainSchemas } from '../plain-schemas.ts';
import { buildAccount, findingIn, type ImportedAccount, type ImportedLine } from './build-account.ts';
import type { VillageRows } from './read-ledger.ts';

/** As far as a file could be read: what a person checks before it becomes a draft. */
export interface ImportedContent {
  readonly accounts: readonly {
    readonly account: string;
    readonly book: string;
    readonly opening: number;
    readonly lines: readonly (Omit<ImportedLine, 'entry'> & { readonly line: string; readonly entry: number })[];
    readonly closing: number;
  }[];
  readonly sections: readonly never[];
  readonly attachments: readonly never[];
}

export interface Built {
  readonly content: ImportedContent;
  /** All at once, each with sheet, row, column and value. */
  readonly findings: readonly Refusal[];
}

type Field = Parameters<typeof findingIn>[2];
/** Column in which a person finds what a member of a line came from. */
const columnOf: Readonly<Record<string, Field>> = {
  line: 'voucher',
  opening: 'balance',
  closing: 'balance',
};

const fieldPattern = /^content\.accounts\[(\d+)\](?:\.lines\[(\d+)\])?(?:\.(\w+))?/;

/** A finding about the content, at the cell that it came from. */
const placed = (refusal: Refusal, accounts: readonly ImportedAccount[]): Refusal => {
  const [, at, line, member = ''] = fieldPattern.exec(refusal.field ?? '') ?? [];
  const account = accounts[Number(at)];
  if (account === undefined) return refusal;
  const row = line === undefined ? account.closingRow : (account.rows[Number(line)] ?? account.closingRow);
  const field = line === undefined && member === 'account' ? 'bookAccount' : (columnOf[member] ?? (member as Field));
  return findingIn(account.source, row, field, refusal.code, refusal.params);
};

/** Texts that no field takes: too long, or with characters that are not seen. Blank cells and bad dates are told of where rows are read. */
const textFindings = (content: ImportedContent): readonly Refusal[] =>
  (plainSchemas.disclosureContent.safeParse(content).error?.issues ?? [])
    .filter(({ path, code }) => path.at(-1) !== 'date' && code !== 'too_small')
    .map(({ path, message }) => ({ code: 'import.bad-text', params: { problem: message }, field: fieldOf(path) }));

/** `content.accounts[0].lines[4].summary` */
const fieldOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => text + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`), 'content');

/** A date that could not be read is told as such already. */
const isAboutBadDate = ({ code, params }: Refusal): boolean =>
  code === 'disclosure.line-outside-period' && params.date === '';

/** The figures of one body from its rows in a file. Pure. */
export const buildContent = (
  { accounts: sources, findings: cells }: Pick<VillageRows, 'accounts' | 'findings'>,
  days: Days & { readonly period: string },
  previous: readonly PreviousClosing[],
): Built => {
  const imported = sources.map((source) => buildAccount(source, previous));
  const accounts = nameLines(
    imported.map(({ account, book, opening, lines, closing }) => ({ account, book, opening, lines, closing })),
  );
  const content: ImportedContent = { accounts, sections: [], attachments: [] };
  // Where nothing of the file could be read, that is told, and not what the figures lack.
  const isRead = accounts.length > 0 || cells.length === 0;
  const figures = isRead ? checkContent(content, days, previous).filter((finding) => !isAboutBadDate(finding)) : [];
  const own = [...textFindings(content), ...figures, ...screenInput({ accounts }, 'content')].map((finding) =>
    placed(finding, imported),
  );
  return { content, findings: [...cells, ...imported.flatMap(({ findings }) => findings), ...own] };
};
