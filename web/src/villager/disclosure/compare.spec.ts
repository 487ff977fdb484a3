import { describe, expect, it } from '@jest/globals';
import { lineOf, rowOf, tillOf, versionOf } from '../../../test/figures.ts';
import { compareVersions } from './compare.ts';

const kept = lineOf('kept', { payment: 100 });
const before = versionOf([tillOf([kept, lineOf('mended', { payment: 3_000 }), lineOf('dropped', { payment: 7 })])]);

describe('what a correction changed', () => {
  it('nothing, where nothing did', () => {
    const { balances, lines, sections, attachments } = compareVersions(before, before);
    expect([balances, lines, sections, attachments]).toEqual([[], [], [], []]);
  });

  it('names lines added, removed and changed, each field with old and new', () => {
    const after = versionOf([
      tillOf([kept, lineOf('mended', { payment: 2_000, summary: '更正' }), lineOf('new', { payment: 5 })]),
    ]);
    const { lines, balances } = compareVersions(before, after);
    expect(lines.map(({ change, line }) => `${change} ${line.id}`)).toEqual([
      'changed mended',
      'added new',
      'removed dropped',
    ]);
    expect(lines[0]).toMatchObject({
      fields: [
        { field: 'summary', before: '摘要mended', after: '更正' },
        { field: 'payment', before: 3_000, after: 2_000 },
      ],
    });
    expect(balances).toEqual([{ account: '基本户', what: 'closing', before: 96_893, after: 97_895 }]);
  });

  it('finds a line that moved to another account of the body unchanged, and the account that came', () => {
    const after = versionOf([
      tillOf([kept]),
      tillOf([lineOf('mended', { payment: 3_000 }), lineOf('dropped', { payment: 7 })], {
        account: '专户',
        opening: 0,
      }),
    ]);
    const { lines, balances } = compareVersions(before, after);
    expect(lines).toEqual([]);
    expect(balances).toContainEqual({ account: '专户', what: 'opening', before: undefined, after: 0 });
  });

  it('counts rows of other sections with their repeats', () => {
    const row = rowOf('文化礼堂', { quantity: '1座', amount: 500 });
    const one = versionOf([], { sections: [{ kind: 'ASSETS', rows: [row], total: 500 }] });
    const two = versionOf([], { sections: [{ kind: 'ASSETS', rows: [row, row], total: 1_000 }] });
    expect(compareVersions(one, two).sections).toEqual([{ change: 'added', kind: 'ASSETS', row }]);
    expect(compareVersions(two, one).sections).toEqual([{ change: 'removed', kind: 'ASSETS', row }]);
  });

  it.each([
    ['opening', 1],
    ['increase', 1],
    ['decrease', 1],
    ['itemKind', 'fixed-assets'],
  ])('sees a row whose %s alone was corrected', (field, value) => {
    const row = rowOf('文化礼堂', { opening: 500, increase: 0, decrease: 0, amount: 500 });
    const mended = { ...row, [field]: value };
    const [one, two] = [row, mended].map((only) =>
      versionOf([], { sections: [{ kind: 'ASSETS', rows: [only], total: 500 }] }),
    );
    if (one === undefined || two === undefined) throw new Error('there are two versions');
    expect(compareVersions(one, two).sections).toEqual([
      { change: 'removed', kind: 'ASSETS', row },
      { change: 'added', kind: 'ASSETS', row: mended },
    ]);
  });

  it('sees a line that is another item of the regulation now', () => {
    const [was, is] = [{}, { itemKind: 'rent' }].map((given) => versionOf([tillOf([lineOf('a', given)])]));
    if (was === undefined || is === undefined) throw new Error('there are two versions');
    expect(compareVersions(was, is).lines).toMatchObject([
      { change: 'changed', fields: [{ field: 'itemKind', before: null, after: 'rent' }] },
    ]);
  });

  it('tells attachments by their bytes, not by their names', () => {
    const file = {
      name: '合同.pdf',
      mediaType: 'application/pdf',
      bytes: 1,
      sha256: 'a'.repeat(64),
      url: '',
      originalUrl: null,
      erased: null,
      originalErased: null,
    };
    const swapped = { ...file, sha256: 'b'.repeat(64) };
    const { attachments } = compareVersions(
      versionOf([], { attachments: [file] }),
      versionOf([], { attachments: [swapped] }),
    );
    expect(attachments).toEqual([
      { change: 'removed', name: '合同.pdf' },
      { change: 'added', name: '合同.pdf' },
    ]);
  });
});
