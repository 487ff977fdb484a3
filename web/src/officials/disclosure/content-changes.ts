import type { AccountShown, ContentShown, LineShown } from './draft.ts';

export const comparedFields = [
  'date',
  'voucher',
  'entry',
  'summary',
  'account',
  'kind',
  'receipt',
  'payment',
  'payee',
  'handler',
  'witness',
  'approver',
  'corrects',
] as const;
export type ComparedField = (typeof comparedFields)[number];

export type Compared = Omit<LineShown, 'id'> & { readonly id?: string | undefined };
export interface FieldChange {
  readonly field: ComparedField;
  readonly before: string | number | null;
  readonly after: string | number | null;
}
export type LineChange =
  | { readonly kind: 'ADDED'; readonly account: string; readonly line: Compared }
  | { readonly kind: 'REMOVED'; readonly account: string; readonly line: Compared }
  | {
      readonly kind: 'CHANGED';
      readonly account: string;
      readonly line: Compared;
      readonly fields: readonly FieldChange[];
    };
export interface BalanceChange {
  readonly account: string;
  readonly side: 'opening' | 'closing';
  /** Fen; null where the account is new or gone. */
  readonly before: number | null;
  readonly after: number | null;
}
export interface ContentChanges {
  readonly balances: readonly BalanceChange[];
  readonly lines: readonly LineChange[];
  /** Kinds of other sections that differ. */
  readonly sections: readonly string[];
  readonly attachments: boolean;
}

type Comparable = Pick<ContentShown, 'sections' | 'attachments'> & {
  readonly accounts: readonly (Pick<AccountShown, 'account' | 'book' | 'opening' | 'closing'> & {
    readonly lines: readonly Compared[];
  })[];
};

const nameOf = ({ account, book }: { readonly account: string; readonly book: string }): string =>
  `${account}(${book})`;

const changedFields = (before: Compared, after: Compared): readonly FieldChange[] =>
  comparedFields.flatMap((field) =>
    (before[field] ?? '') === (after[field] ?? '') ? [] : [{ field, before: before[field], after: after[field] }],
  );

/** By the name of the line, which stays the same over all versions; lines without one are new. */
const lineChanges = (
  account: string,
  before: readonly Compared[],
  after: readonly Compared[],
): readonly LineChange[] => {
  const old = new Map(before.flatMap((line) => (line.id === undefined ? [] : [[line.id, line] as const])));
  const kept = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((line): readonly LineChange[] => {
      const earlier = line.id === undefined ? undefined : old.get(line.id);
      if (earlier === undefined) return [{ kind: 'ADDED', account, line }];
      const fields = changedFields(earlier, line);
      return fields.length === 0 ? [] : [{ kind: 'CHANGED', account, line, fields }];
    }),
    ...before.filter(({ id }) => !kept.has(id)).map((line): LineChange => ({ kind: 'REMOVED', account, line })),
  ];
};

const asText = (content: Comparable, kind: string): string =>
  JSON.stringify(
    content.sections
      .filter((section) => section.kind === kind)
      .flatMap(({ rows }) =>
        rows.map((row) => [row.item, row.quantity, row.amount, row.counterparty, row.note].map((v) => v ?? '')),
      ),
  );

/** What `after` does to `before`, from which nothing is left out: a correction is looked at before it is sent. */
export const contentChanges = (before: Comparable, after: Comparable): ContentChanges => {
  const names = [...new Set([...before.accounts, ...after.accounts].map(nameOf))];
  const find = (content: Comparable, name: string) => content.accounts.find((account) => nameOf(account) === name);
  const kinds = [...new Set([...before.sections, ...after.sections].map(({ kind }) => kind))];
  const hashes = ({ attachments }: Comparable): string =>
    JSON.stringify(attachments.map(({ name, sha256 }) => [name, sha256]));
  return {
    balances: names.flatMap((account) =>
      (['opening', 'closing'] as const).flatMap((side) => {
        const [was, is] = [find(before, account)?.[side] ?? null, find(after, account)?.[side] ?? null];
        return was === is ? [] : [{ account, side, before: was, after: is }];
      }),
    ),
    lines: names.flatMap((name) => lineChanges(name, find(before, name)?.lines ?? [], find(after, name)?.lines ?? [])),
    sections: kinds.filter((kind) => asText(before, kind) !== asText(after, kind)),
    attachments: hashes(before) !== hashes(after),
  };
};

export const isUnchanged = ({ balances, lines, sections, attachments }: ContentChanges): boolean =>
  balances.length === 0 && lines.length === 0 && sections.length === 0 && !attachments;
