import type {
  Attachment,
  Digest,
  DisclosureContent,
  DisclosureLine,
  Procedure,
  DisclosureSubject,
} from '@cunjian/contracts';
import { ruleBook } from '@cunjian/statutes';
import { procedureInForce } from '../src/rules.ts';

/** A digest that a reader of a spec can tell from others. */
export const digest = (name: string): Digest => name.padEnd(43, '0').slice(0, 43) as Digest;

export const zhejiangVillage = '330326101201';
export const shandongVillage = '370102001201';
export const today = '2026-04-10';
export const now = '2026-04-10T02:00:00.000Z';

export const procedureOf = (division: string): Procedure =>
  procedureInForce(ruleBook, { body: 'body-a', bodyKind: 'villagers-committee', division, date: today });

export const subject: DisclosureSubject = {
  disclosure: 'disclosure-body-a-2026Q1',
  body: 'body-a',
  bodyKind: 'villagers-committee',
  division: zhejiangVillage,
  period: '2026Q1',
  from: '2026-01-01',
  to: '2026-03-31',
};

export const line = (change: Partial<DisclosureLine> = {}): DisclosureLine => ({
  line: 'l1',
  date: '2026-01-08',
  voucher: '1',
  entry: 1,
  summary: digest('rent'),
  account: '503',
  kind: 'income',
  receipt: 50_000,
  payment: 0,
  ...change,
});

export const spending = (change: Partial<DisclosureLine> = {}): DisclosureLine =>
  line({ line: 'l2', voucher: '2', account: '513', kind: 'expenditure', receipt: 0, payment: 12_345, ...change });

/** 1,000.00 + 500.00 − 123.45 = 1,376.55 */
export const content: DisclosureContent = {
  accounts: [
    {
      account: '农商行基本户',
      book: '村账',
      opening: 100_000,
      lines: [line(), spending()],
      closing: 137_655,
    },
  ],
  sections: [],
  attachments: [],
};

export const withAccount = (change: Partial<DisclosureContent['accounts'][number]>): DisclosureContent => ({
  ...content,
  accounts: content.accounts.map((account) => ({ ...account, ...change })),
});

export const photo: Attachment = {
  name: digest('photo'),
  mediaType: 'image/jpeg',
  bytes: 1000,
  sha256: 'a'.repeat(64),
};
