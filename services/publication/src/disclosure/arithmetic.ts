import type { Refusal } from '@cunjian/kernel';
import { checkItemKind } from './check-item-kind.ts';
import { checkRedEntries } from './check-red-entries.ts';
import { checkSections } from './check-sections.ts';
import { periodKind, type Days } from './period.ts';
import { repeated } from './repeated.ts';
import { differenceOf, sumsOf, yuan, type Account, type Figures, type Line } from './sums.ts';

/** What was last published of an account, in the newest period before this one that is out. */
export interface PreviousClosing {
  readonly book: string;
  readonly account: string;
  /** Fen. */
  readonly closing: number;
  /** The disclosure that says so, and its period. */
  readonly disclosure: string;
  readonly period: string;
}

/** 10 billion yuan: the sum of `maxLines` such amounts is still a safe integer. */
export const maxAmountFen = 1_000_000_000_000;
/** An event holds at most `maxEventBytes`; a line takes some 500 bytes of it. */
export const maxLines = 1_500;
export const maxAccounts = 50;
export const maxSectionRows = 500;
export const maxAttachments = 50;

const isAmount = (fen: number): boolean => Number.isSafeInteger(fen) && Math.abs(fen) <= maxAmountFen;

const amountFinding = (fen: number, field: string): readonly Refusal[] =>
  isAmount(fen) ? [] : [{ code: 'disclosure.bad-amount', params: { amount: fen, limit: yuan(maxAmountFen) }, field }];

const wrongSide = ({ kind, receipt, payment }: Line): boolean =>
  (kind === 'income' && payment !== 0) || (kind === 'expenditure' && receipt !== 0);

const lineFindings = (line: Line, days: Days, field: string): readonly Refusal[] => {
  const { date, receipt, payment, corrects, kind, voucher, entry } = line;
  const name = { voucher, entry };
  const findings: Refusal[] = [
    ...amountFinding(receipt, `${field}.receipt`),
    ...amountFinding(payment, `${field}.payment`),
    ...checkItemKind(line.itemKind, receipt === 0 ? 'payments' : 'receipts', field),
  ];
  const say = (code: string, member: string, params: Refusal['params'] = {}) =>
    findings.push({ code, params: { ...name, ...params }, field: `${field}.${member}` });
  if (date < days.from || date > days.to) say('disclosure.line-outside-period', 'date', { date, ...days });
  if (receipt !== 0 && payment !== 0)
    say('disclosure.both-sides', 'payment', { receipt: yuan(receipt), payment: yuan(payment) });
  else if (receipt === 0 && payment === 0) say('disclosure.no-amount', 'receipt');
  else if (wrongSide(line)) say('disclosure.wrong-side', receipt === 0 ? 'payment' : 'receipt', { kind });
  if ((receipt < 0 || payment < 0) && corrects === undefined)
    say('disclosure.red-entry-unexplained', 'corrects', { amount: yuan(receipt + payment) });
  return findings;
};

const balanceFindings = (account: Account, field: string): readonly Refusal[] => {
  const actual = differenceOf(account);
  const { receipts, payments } = sumsOf(account.lines);
  const params = { account: account.account, difference: yuan(actual) };
  if (account.difference === undefined)
    return actual === 0
      ? []
      : [
          {
            code: 'disclosure.does-not-add-up',
            params: {
              ...params,
              opening: yuan(account.opening),
              receipts: yuan(receipts),
              payments: yuan(payments),
              closing: yuan(account.closing),
            },
            field: `${field}.closing`,
          },
        ];
  const stated = account.difference.amount;
  return stated === actual && actual !== 0
    ? []
    : [
        {
          code: 'disclosure.difference-misstated',
          params: { ...params, stated: yuan(stated) },
          field: `${field}.difference.amount`,
        },
      ];
};

const openingFindings = (
  account: Account,
  previous: PreviousClosing | undefined,
  field: string,
): readonly Refusal[] => {
  const stated = account.openingDifference?.amount ?? 0;
  // Without an earlier closing there is nothing that the opening could differ from.
  if (previous === undefined)
    return stated === 0
      ? []
      : [
          {
            code: 'disclosure.nothing-before',
            params: { account: account.account },
            field: `${field}.openingDifference`,
          },
        ];
  const actual = account.opening - previous.closing;
  if (stated === actual) return [];
  const figures = {
    opening: yuan(account.opening),
    closing: yuan(previous.closing),
    difference: yuan(actual),
  };
  const { disclosure, period } = previous;
  const params = { account: account.account, ...figures, disclosure, period };
  return [{ code: 'disclosure.opening-differs', params, field: `${field}.opening` }];
};

const accountKey = ({ book, account }: { readonly book: string; readonly account: string }): string =>
  JSON.stringify([book, account]);

const repetitionFindings = ({ accounts }: Figures): readonly Refusal[] => {
  const lines = accounts.flatMap(({ book, lines }, at) =>
    lines.map((line, index) => ({ book, line, field: `content.accounts[${at}].lines[${index}]` })),
  );
  return [
    ...repeated(accounts, accountKey).map(([{ account, book }, at]) => ({
      code: 'disclosure.account-twice',
      params: { account, book },
      field: `content.accounts[${at}].account`,
    })),
    ...repeated(lines, ({ line }) => line.line).map(([{ line, field }]) => ({
      code: 'disclosure.line-id-twice',
      params: { line: line.line },
      field: `${field}.line`,
    })),
    ...repeated(lines, ({ book, line }) => JSON.stringify([book, line.date.slice(0, 7), line.voucher, line.entry])).map(
      ([{ book, line, field }]) => ({
        code: 'disclosure.voucher-line-twice',
        params: { book, month: line.date.slice(0, 7), voucher: line.voucher, entry: line.entry },
        field: `${field}.voucher`,
      }),
    ),
  ];
};

const sizeFindings = ({ accounts, sections, attachments }: Figures): readonly Refusal[] => {
  const sizes = [
    ['accounts', accounts.length, maxAccounts],
    ['lines', accounts.reduce((count, { lines }) => count + lines.length, 0), maxLines],
    ['sections', sections.reduce((count, { rows }) => count + rows.length, 0), maxSectionRows],
    ['attachments', attachments.length, maxAttachments],
  ] as const;
  return sizes.flatMap(([what, count, limit]) =>
    count > limit ? [{ code: 'disclosure.too-large', params: { what, count, limit }, field: `content.${what}` }] : [],
  );
};

const sectionAmountFindings = ({ sections }: Figures): readonly Refusal[] =>
  sections.flatMap(({ rows, total = 0 }, at) => [
    ...rows.flatMap(({ opening, increase, decrease, amount }, row) =>
      Object.entries({ opening, increase, decrease, amount }).flatMap(([name, fen = 0]) =>
        amountFinding(fen, `content.sections[${at}].rows[${row}].${name}`),
      ),
    ),
    ...amountFinding(total, `content.sections[${at}].total`),
  ]);

/** Money does not vanish with the account it lay in. */
const missingAccountFindings = (
  accounts: readonly Account[],
  previous: readonly PreviousClosing[],
): readonly Refusal[] => {
  const present = new Set(accounts.map(accountKey));
  return previous.flatMap((closing) =>
    closing.closing === 0 || present.has(accountKey(closing))
      ? []
      : [
          {
            code: 'disclosure.account-missing',
            params: {
              account: closing.account,
              closing: yuan(closing.closing),
              disclosure: closing.disclosure,
              period: closing.period,
            },
            field: 'content.accounts',
          },
        ],
  );
};

/** Openings against what was last published: asked again when the figures are confirmed, as others may have been published since. */
export const checkOpenings = (content: Figures, previous: readonly PreviousClosing[]): readonly Refusal[] => {
  const closings = new Map(previous.map((closing) => [accountKey(closing), closing]));
  return [
    ...content.accounts.flatMap((account, at) =>
      openingFindings(account, closings.get(accountKey(account)), `content.accounts[${at}]`),
    ),
    ...missingAccountFindings(content.accounts, previous),
  ];
};

/** Where no money moved, an account says so: without one nothing is disclosed. A matter may be about things alone. */
const nothingFindings = ({ accounts, sections, attachments }: Figures, period: string): readonly Refusal[] =>
  accounts.length > 0 || (periodKind(period) === 'matter' && sections.length + attachments.length > 0)
    ? []
    : [{ code: 'disclosure.no-account', params: {}, field: 'content.accounts' }];

/** Everything that is wrong with the figures, at once. Empty: they may go out. */
export const checkContent = (
  content: Figures,
  days: Days & { readonly period: string },
  previous: readonly PreviousClosing[],
): readonly Refusal[] => {
  const tooLarge = sizeFindings(content);
  if (tooLarge.length > 0) return tooLarge;
  return [
    ...nothingFindings(content, days.period),
    ...content.accounts.flatMap((account, at) => {
      const field = `content.accounts[${at}]`;
      return [
        ...amountFinding(account.opening, `${field}.opening`),
        ...amountFinding(account.closing, `${field}.closing`),
        ...account.lines.flatMap((line, index) => lineFindings(line, days, `${field}.lines[${index}]`)),
        ...balanceFindings(account, field),
      ];
    }),
    ...checkOpenings(content, previous),
    ...repetitionFindings(content),
    ...checkRedEntries(content.accounts, days),
    ...sectionAmountFindings(content),
    ...checkSections(content.sections),
  ];
};
