import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { compareDisclosure, type ShownDisclosure } from './compare-disclosure.ts';
import type { SayField, SealedValue } from './comparison.ts';

const saltOf = (value: string): Buffer => createHash('sha256').update(`salt of ${value}`).digest();
const digestOf = (value: string): string =>
  createHash('sha256').update(saltOf(value)).update(JSON.stringify(value)).digest('base64url');
const open = (value: string): SealedValue => ({
  ...{ digest: digestOf(value), state: 'OPEN', salt: saltOf(value).toString('base64'), value },
});
const closed = (value: string, state: 'WITHHELD' | 'ERASED'): SealedValue => ({
  ...{ digest: digestOf(value), state, salt: null, value: null },
});

const figures = { date: '2026-01-05', voucher: '记-3', entry: 1, account: '513', receipt: 0, payment: 12_000 };
const file = { mediaType: 'image/png', bytes: 9, sha256: 'a'.repeat(64) };
const subject = { disclosure: 'disclosure-1', version: 2, period: '2026Q1', from: '2026-01-01', to: '2026-03-31' };
const row = {
  ...{ item: '办公楼', itemKind: null, quantity: '1幢', opening: 1_000, increase: null, decrease: 100, amount: 900 },
  ...{ counterparty: null, note: null },
};
const shown: ShownDisclosure = {
  ...subject,
  title: '一季度财务公开',
  reason: '漏记',
  opinion: { verdict: 'APPROVE', reasons: '账目清楚' },
  meeting: { heldOn: '2026-04-10', present: 7, minutes: { name: '纪要.png', ...file } },
  totals: {
    opening: 50_000,
    receipts: 0,
    payments: 12_000,
    closing: 38_000,
    income: 0,
    expenditure: 12_000,
    lineCount: 1,
  },
  accounts: [
    {
      ...{ account: '基本户', book: '总账', opening: 50_000, receipts: 0, payments: 12_000, closing: 38_000 },
      ...{ difference: null, openingDifference: { amount: 5, explanation: '尾差' } },
      lines: [
        {
          ...{ id: 'l1', ...figures, kind: 'EXPENDITURE', itemKind: null, corrects: null, summary: '修路' },
          ...{ payee: '建设有限公司', handler: '张*', witness: null, approver: null },
        },
      ],
    },
  ],
  sections: [{ kind: 'ASSETS', total: 900, rows: [row] }],
  attachments: [{ name: '合同.png', ...file }],
};
const sealedRow = { item: digestOf('办公楼'), quantity: '1幢', opening: 1_000, decrease: 100, amount: 900 };
/** As the log has it: a witness was erased, the handler is withheld from this reader. */
const sealed = () => ({
  data: {
    ...subject,
    reason: digestOf('漏记'),
    opinion: { verdict: 'approve', reasons: digestOf('账目清楚') },
    meeting: { heldOn: '2026-04-10', present: 7, minutes: { name: digestOf('纪要.png'), ...file, original: 'b' } },
    content: {
      accounts: [
        {
          ...{ account: '基本户', book: '总账', opening: 50_000, closing: 38_000 },
          openingDifference: { amount: 5, explanation: digestOf('尾差') },
          lines: [
            {
              ...{ line: 'l1', ...figures, kind: 'expenditure', summary: digestOf('修路') },
              ...{ payee: digestOf('建设有限公司'), handler: digestOf('张三丰'), witness: digestOf('李四') },
            },
          ],
        },
      ],
      sections: [{ kind: 'assets', rows: [sealedRow] }],
      attachments: [{ name: digestOf('合同.png'), ...file }],
    },
  },
});
const texts = ['漏记', '账目清楚', '纪要.png', '尾差', '修路', '建设有限公司', '办公楼', '合同.png'];
const values = [...texts.map(open), closed('张三丰', 'WITHHELD'), closed('李四', 'ERASED')];

const compare = (page: ShownDisclosure, given: readonly SealedValue[] = values, say?: SayField) =>
  compareDisclosure(page, say)(sealed(), given);
const [account] = shown.accounts;
const [line] = account?.lines ?? [];
if (account === undefined || line === undefined) throw new Error('the sample has no line');
const withLine = (change: object) => ({ ...shown, accounts: [{ ...account, lines: [{ ...line, ...change }] }] });

describe('what the page shows against what the log holds', () => {
  it('is the same where every figure and text is; texts are counted by what the reader may have', () => {
    expect(compare(shown)).toEqual({ opened: texts.length, withheld: 1, erased: 1 });
  });

  it.each([
    ['amount', { payment: 12_001 }, '2026-01-05 记-3 payment: 12001 ≠ 12000'],
    ['date', { date: '2026-01-06' }, '2026-01-06 记-3 date: 2026-01-06 ≠ 2026-01-05'],
    ['voucher number', { voucher: '记-4' }, '2026-01-05 记-4 voucher: 记-4 ≠ 记-3'],
    ['kind', { kind: 'CURRENT_ACCOUNT' }, '2026-01-05 记-3 kind: current-account ≠ expenditure'],
    ['item of the regulation', { itemKind: 'rent' }, '2026-01-05 记-3 itemKind: rent ≠ undefined'],
    ['correction', { corrects: '记-1' }, '2026-01-05 记-3 corrects: 记-1 ≠ undefined'],
    ['summary', { summary: '修桥' }, '2026-01-05 记-3 summary: 修桥 ≠ 修路'],
    ['payee', { payee: '别的公司' }, '2026-01-05 记-3 payee: 别的公司 ≠ 建设有限公司'],
    ['summary left out', { summary: null }, '2026-01-05 记-3 summary: undefined ≠ 修路'],
    ['name that the event does not have', { approver: '王五' }, '2026-01-05 记-3 approver: 王五 ≠ undefined'],
  ])('names a line with another %s', (_, change, reason) => {
    expect(compare(withLine(change)).difference).toEqual({ reason });
  });

  it.each([
    ['total', { totals: { ...shown.totals, expenditure: 1 } }, 'expenditure: 1 ≠ 12000'],
    ['balance', { accounts: [{ ...account, closing: 1 }] }, '基本户 closing: 1 ≠ 38000'],
    ['sum', { accounts: [{ ...account, payments: 1 }] }, '基本户 payments: 1 ≠ 12000'],
    ['line too few', { accounts: [{ ...account, lines: [] }] }, '基本户 lineCount: 0 ≠ 1'],
    ['account too many', { accounts: [account, account] }, 'accounts: 2 ≠ 1'],
    ['version', { version: 1 }, 'version: 1 ≠ 2'],
    ['reason', { reason: '别的' }, 'reason: 别的 ≠ 漏记'],
    ['opinion', { opinion: { verdict: 'OBJECT', reasons: '账目清楚' } }, 'verdict: object ≠ approve'],
    ['opinion left out', { opinion: null }, 'verdict: undefined ≠ approve'],
    [
      'statement of a gap',
      { accounts: [{ ...account, openingDifference: null }] },
      '基本户 openingDifference: undefined ≠ 5',
    ],
    [
      'opening of a row',
      { sections: [{ kind: 'ASSETS', rows: [{ ...row, opening: 1 }], total: 900 }] },
      '办公楼 opening: 1 ≠ 1000',
    ],
    [
      'decrease of a row',
      { sections: [{ kind: 'ASSETS', rows: [{ ...row, decrease: null }], total: 900 }] },
      '办公楼 decrease: undefined ≠ 100',
    ],
    ['total of a section', { sections: [{ kind: 'ASSETS', rows: [row], total: 1 }] }, 'total: 1 ≠ 900'],
    ['section', { sections: [] }, 'sections: 0 ≠ 1'],
    ['file', { attachments: [{ name: '合同.png', ...file, sha256: 'c' }] }, `合同.png sha256: c ≠ ${file.sha256}`],
  ])('names another %s', (_, change, reason) => {
    expect(compare({ ...shown, ...change }).difference).toEqual({ reason });
  });

  it('turns red for a text that does not match its digest, also where page and server agree on it', () => {
    const forged = { ...open('修路'), value: '修桥' };
    expect(compare(withLine({ summary: '修桥' }), [...values, forged]).difference).toEqual({
      variant: 'digest',
      reason: '2026-01-05 记-3 summary: 修桥',
    });
    // A salt that ends where the text begins would open one digest to two texts.
    const longer = { ...open('修路'), salt: Buffer.concat([saltOf('修路'), Buffer.from('"')]).toString('base64') };
    expect(compare(shown, [...values, longer]).difference?.variant).toBe('digest');
  });

  it('turns red for a text that is shown while what proves it is withheld, said to be erased or left out', () => {
    const unproved = (reason: string) => ({ variant: 'unproved', reason: `2026-01-05 记-3 ${reason}` });
    expect(compare(withLine({ handler: '李四' })).difference).toEqual(unproved('handler: 李四'));
    expect(compare(withLine({ witness: '王五' })).difference).toEqual(unproved('witness: 王五'));
    expect(
      compare(
        shown,
        values.filter(({ value }) => value !== '修路'),
      ).difference,
    ).toEqual(unproved('summary: 修路'));
  });

  it('says it as the page does, where it is told how', () => {
    const say = (field: string, value: unknown) => ({ field: `<${field}>`, value: `${String(value)} fen` });
    const { difference } = compare({ ...shown, accounts: [{ ...account, closing: 1 }] }, values, say);
    expect(difference?.reason).toBe('基本户 <closing>: 1 fen ≠ 38000 fen');
  });

  it('does not take an event of another kind for a disclosure', () => {
    expect(compareDisclosure(shown)({ data: null }, values).difference?.reason).toContain('≠ undefined');
  });
});
