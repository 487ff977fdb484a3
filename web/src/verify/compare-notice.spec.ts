import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { compareNotice, type ShownNotice } from './compare-notice.ts';
import type { SealedValue } from './comparison.ts';

const salt = Buffer.alloc(32, 7);
const digestOf = (value: string) => createHash('sha256').update(salt).update(JSON.stringify(value)).digest('base64url');
const open = (value: string): SealedValue => ({
  ...{ digest: digestOf(value), state: 'OPEN', salt: salt.toString('base64'), value },
});
const file = { mediaType: 'application/pdf', bytes: 5, sha256: 'a'.repeat(64) };
const shown: ShownNotice = {
  ...{ notice: 'notice-1', version: 2, title: '停水', text: '周六停水\n“全天”', reason: '改期' },
  attachments: [{ name: '图.pdf', ...file }],
};
const event = {
  data: {
    ...{ notice: 'notice-1', version: 2, title: digestOf('停水'), text: digestOf('周六停水\n“全天”') },
    ...{ reason: digestOf('改期'), attachments: [{ name: digestOf('图.pdf'), ...file }] },
  },
};
const values = ['停水', '周六停水\n“全天”', '改期', '图.pdf'].map(open);

describe('a notice on the page against the log', () => {
  it('is the same in title, text, reason and files', () => {
    expect(compareNotice(shown)(event, values)).toEqual({ opened: 4, withheld: 0, erased: 0 });
  });
  it('may have been erased, which the page then does not show', () => {
    const erased: SealedValue = { digest: digestOf('停水'), state: 'ERASED', salt: null, value: null };
    const given = [erased, ...values.slice(1)];
    expect(compareNotice({ ...shown, title: null })(event, given)).toEqual({ opened: 3, withheld: 0, erased: 1 });
  });
  it.each([
    ['title', { title: '停电' }, 'title: 停电 ≠ 停水'],
    ['text', { text: '周日停水' }, 'text: 周日停水 ≠ 周六停水\n“全天”'],
    ['reason', { reason: '笔误' }, 'reason: 笔误 ≠ 改期'],
    ['version', { version: 1 }, 'version: 1 ≠ 2'],
    ['file', { attachments: [] }, 'attachments: 0 ≠ 1'],
  ])('is red for another %s', (_, change, reason) => {
    expect(compareNotice({ ...shown, ...change })(event, values).difference).toEqual({ reason });
  });
});
