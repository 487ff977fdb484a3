import { describe, expect, it } from '@jest/globals';
import type { Digest, PersonalKindName } from '@cunjian/contracts';
import { digestsIn, reveal, revealDocument, type Shown, type Viewer } from './reveal.ts';
import { digestOf } from './digest.ts';
import type { VaultRecord } from './vault.ts';

const salt = new Uint8Array(32);
const kept = (
  value: string,
  kind: PersonalKindName,
  more: { restricted?: boolean; subject?: string } = {},
): VaultRecord => ({
  state: 'kept',
  digest: digestOf(salt, value),
  value,
  kind,
  division: '330304001200',
  recordedOn: '2026-01-01',
  restricted: false,
  ...more,
});

const payee = kept('张三丰', 'name');
const phone = kept('13800138000', 'phone');
const hidden = kept('不公开', 'free-text', { restricted: true });
const assisted = kept('欧阳锋', 'name-on-assistance-list');
const erased: VaultRecord = { state: 'erased', digest: digestOf(salt, 'gone'), kind: 'name' };
const values = new Map<string, VaultRecord>(
  [payee, phone, hidden, assisted, erased].map((record) => [record.digest, record]),
);

const viewer = (shown: Shown, on = '2026-02-01'): Viewer => ({ right: () => shown, on });
const document = {
  items: [{ payee: payee.digest, phone: phone.digest, amount: 100, note: null }],
  remark: hidden.digest,
  former: erased.digest,
  blob: 'A'.repeat(43),
};

describe('revealDocument', () => {
  it('shows values in full to who may see them; restricted and erased ones to nobody', () => {
    expect(revealDocument(document, values, viewer('full'))).toEqual({
      items: [{ payee: '张三丰', phone: '13800138000', amount: 100, note: null }],
      remark: null,
      former: null,
      blob: 'A'.repeat(43),
    });
  });

  it('masks or hides by right, decided for each value', () => {
    expect(revealDocument(document.items, values, viewer('masked'))).toEqual([
      { payee: '张*', phone: '138****8000', amount: 100, note: null },
    ]);
    const mixed: Viewer = { right: ({ kind }) => (kind === 'phone' ? 'hidden' : 'full'), on: '2026-02-01' };
    expect(revealDocument(document.items, values, mixed)).toEqual([
      { payee: '张三丰', phone: null, amount: 100, note: null },
    ]);
  });

  it('masks a value whose display has ended, though it is kept', () => {
    expect(revealDocument(assisted.digest, values, viewer('full', '2026-12-31'))).toBe('欧阳锋');
    expect(revealDocument(assisted.digest, values, viewer('full', '2027-01-01'))).toBe('欧阳*');
  });
});

describe('reveal', () => {
  it('asks the vault once for a whole page, each digest once', async () => {
    const asked: (readonly string[])[] = [];
    const vault = { get: async (digests: readonly string[]) => (asked.push(digests), values) };
    const page = Array.from({ length: 50 }, () => document);
    const shown = await reveal(vault, page, viewer('full'));
    expect(shown[49]?.items[0]?.payee).toBe('张三丰');
    expect(asked).toHaveLength(1);
    expect(new Set(asked[0])).toEqual(
      new Set<string>([payee.digest, phone.digest, hidden.digest, erased.digest, document.blob]),
    );
    expect(asked[0]).toHaveLength(5);
  });

  it('finds digests at any depth', () => {
    const digest: Digest = payee.digest;
    expect(digestsIn({ a: [{ b: [digest, 'short'] }], c: digest })).toEqual([digest]);
  });
});
