import type { AccountSection, Line, OtherRow, OtherSection, Version } from './queries.ts';

export interface FieldChange {
  readonly field: keyof Line;
  readonly before: string | number | null;
  readonly after: string | number | null;
}
export type LineChange =
  | { readonly change: 'added' | 'removed'; readonly account: string; readonly line: Line }
  | {
      readonly change: 'changed';
      readonly account: string;
      readonly line: Line;
      readonly fields: readonly FieldChange[];
    };

export interface Comparison {
  /** Opening and closing balances, and accounts that came or went (undefined on one side). Fen. */
  readonly balances: readonly {
    readonly account: string;
    readonly what: 'opening' | 'closing';
    readonly before: number | undefined;
    readonly after: number | undefined;
  }[];
  readonly lines: readonly LineChange[];
  readonly sections: readonly {
    readonly change: 'added' | 'removed';
    readonly kind: string;
    readonly row: OtherRow;
  }[];
  readonly attachments: readonly { readonly change: 'added' | 'removed'; readonly name: string }[];
}

const compared = [
  'date',
  'voucher',
  'entry',
  'summary',
  'account',
  'kind',
  'itemKind',
  'receipt',
  'payment',
  'payee',
  'handler',
  'witness',
  'approver',
  'corrects',
] as const satisfies readonly (keyof Line)[];

const comparedOfRow = [
  'item',
  'itemKind',
  'quantity',
  'opening',
  'increase',
  'decrease',
  'amount',
  'counterparty',
  'note',
] as const satisfies readonly (keyof OtherRow)[];

/** What two versions are compared by; a draft has no more than that. */
export interface Compared {
  readonly accounts: readonly Pick<AccountSection, 'book' | 'account' | 'opening' | 'closing' | 'lines'>[];
  readonly sections: readonly Pick<OtherSection, 'kind' | 'rows'>[];
  readonly attachments: readonly Pick<Version['attachments'][number], 'name' | 'sha256'>[];
}
type Accounts = Compared['accounts'];

const tillKey = ({ book, account }: Accounts[number]): string => `${book} ${account}`;
const byId = (accounts: Accounts): Map<string, { account: string; line: Line }> =>
  new Map(accounts.flatMap(({ account, lines }) => lines.map((line) => [line.id, { account, line }])));

const compareLines = (before: Accounts, after: Accounts): LineChange[] => {
  const old = byId(before);
  const now = byId(after);
  const changes: LineChange[] = [];
  for (const [id, { account, line }] of now) {
    const was = old.get(id)?.line;
    if (was === undefined) changes.push({ change: 'added', account, line });
    else {
      const fields = compared
        .filter((field) => was[field] !== line[field])
        .map((field) => ({ field, before: was[field], after: line[field] }));
      if (fields.length > 0) changes.push({ change: 'changed', account, line, fields });
    }
  }
  for (const [id, { account, line }] of old) if (!now.has(id)) changes.push({ change: 'removed', account, line });
  return changes;
};

const compareBalances = (before: Accounts, after: Accounts): Comparison['balances'] => {
  const old = new Map(before.map((one) => [tillKey(one), one]));
  const now = new Map(after.map((one) => [tillKey(one), one]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [was, is] = [old.get(key), now.get(key)];
    const account = (is ?? was)?.account ?? '';
    return (['opening', 'closing'] as const)
      .map((what) => ({ account, what, before: was?.[what], after: is?.[what] }))
      .filter((one) => one.before !== one.after);
  });
};

/** Rows have no id: what is in one version and not in the other, counted with repeats. */
const difference = <Item>(before: readonly Item[], after: readonly Item[], key: (item: Item) => string) => {
  const rest = new Map<string, number>();
  for (const item of before) rest.set(key(item), (rest.get(key(item)) ?? 0) + 1);
  const added = after.filter((item) => {
    const count = rest.get(key(item)) ?? 0;
    rest.set(key(item), count - 1);
    return count <= 0;
  });
  const kept = new Map<string, number>();
  for (const item of after) kept.set(key(item), (kept.get(key(item)) ?? 0) + 1);
  const removed = before.filter((item) => {
    const count = kept.get(key(item)) ?? 0;
    kept.set(key(item), count - 1);
    return count <= 0;
  });
  return { added, removed };
};

/** What version `after` says otherwise than `before`. Lines are the same where their id is. */
export const compareVersions = (before: Compared, after: Compared): Comparison => {
  const rowsOf = ({ sections }: Compared) => sections.flatMap(({ kind, rows }) => rows.map((row) => ({ kind, row })));
  const rows = difference(rowsOf(before), rowsOf(after), ({ kind, row }) =>
    JSON.stringify([kind, ...comparedOfRow.map((field) => row[field])]),
  );
  const files = difference(before.attachments, after.attachments, ({ sha256 }) => sha256);
  const named = ({ name, sha256 }: Compared['attachments'][number]) => name ?? sha256.slice(0, 12);
  return {
    balances: compareBalances(before.accounts, after.accounts),
    lines: compareLines(before.accounts, after.accounts),
    sections: [
      ...rows.removed.map((one) => ({ change: 'removed' as const, ...one })),
      ...rows.added.map((one) => ({ change: 'added' as const, ...one })),
    ],
    attachments: [
      ...files.removed.map((one) => ({ change: 'removed' as const, name: named(one) })),
      ...files.added.map((one) => ({ change: 'added' as const, name: named(one) })),
    ],
  };
};
