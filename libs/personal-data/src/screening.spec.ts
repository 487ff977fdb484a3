import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCreditCode, isIdentityNumber, passesLuhn } from './checksums.ts';
import { personalDataRefusals } from './refusals.ts';
import { screen, screenProse } from './screening.ts';

const kinds = (text: string) => screen(text).map(({ kind }) => kind);

describe('checksums', () => {
  it('take the published examples', () => {
    // GB 11643-1999, examples in the text of the standard.
    expect(isIdentityNumber('11010519491231002X')).toBe(true);
    expect(isIdentityNumber('440524188001010014')).toBe(true);
    // GB 32100-2015, example in the text of the standard.
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    // ISO/IEC 7812-1 example account, and card networks' public test numbers.
    expect(['79927398713', '4111111111111111', '5555555555554444'].map(passesLuhn)).toEqual([true, true, true]);
  });

  it('refuse any single wrong digit', () => {
    const id = '11010519491231002X';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, add) => {
        const digit = (Number(id.charAt(at)) + add) % 10;
        expect(isIdentityNumber(id.slice(0, at) + digit + id.slice(at + 1))).toBe(false);
        const card = '4111111111111111';
        expect(
          passesLuhn(card.slice(0, at % 16) + ((Number(card.charAt(at % 16)) + add) % 10) + card.slice((at % 16) + 1)),
        ).toBe(false);
      }),
    );
  });

  it('refuse impossible dates and provinces', () => {
    expect(isIdentityNumber('110105194902300022')).toBe(false);
    expect(isIdentityNumber('990105194912310020')).toBe(false);
    expect(isCreditCode('91350100M000100Y44')).toBe(false);
    expect(isCreditCode('91350100I000100Y43')).toBe(false);
  });
});

describe('screen', () => {
  it.each([
    ['身份证11010519491231002X。', 'id-number', 3, 18],
    ['（110105 19491231 002x）', 'id-number', 1, 20],
    ['１１０１０５１９４９１２３１００２Ｘ', 'id-number', 0, 18],
    ['ID11010519491231002X', 'id-number', 2, 18],
    ['1101-0519-4912-3100-2X', 'id-number', 0, 22],
    ['电话13800138000', 'phone', 2, 11],
    ['手机号码：13800138000', 'phone', 5, 11],
    ['tel13800138000', 'phone', 3, 11],
    ['张三 138 0013 8000', 'phone', 3, 13],
    ['138-0013-8000', 'phone', 0, 13],
    ['１３８００１３８０００', 'phone', 0, 11],
    ['+86 13800138000', 'phone', 1, 14],
    ['1 3 8 0 0 1 3 8 0 0 0', 'phone', 0, 21],
    ['卡 6222 0200 1234 5678 901', 'none', 0, 0],
    ['4111 1111 1111 1111', 'bank-account', 0, 19],
    ['付至5555555555554444', 'bank-account', 2, 16],
    ['账号：201000123456789', 'bank-account', 3, 15],
  ])('%s', (text, kind, at, length) => {
    const found = screen(text).map((finding) => [finding.kind, finding.at, finding.length]);
    expect(found).toEqual(kind === 'none' ? [] : [[kind, at, length]]);
  });

  it('finds several in one text, each with its place and a sample that does not give it away', () => {
    const text = '张三13800138000,13900139000；李四 11010519491231002X';
    const found = screen(text);
    expect(found.map(({ kind }) => kind)).toEqual(['phone', 'phone', 'id-number']);
    for (const { at, length, sample } of found) {
      expect(text.slice(at, at + length)).toMatch(/^1/);
      expect(sample).toContain('****');
    }
  });

  it.each([
    '凭证号 202603050012',
    '记-0012号，2026-03-05',
    '2026年3月5日付1380元，余额12345678901.23元',
    '合计15900000000元',
    '￥13800138000',
    '13800138000.00',
    '合同编号13800138000',
    '发票号码：15912345678',
    '区划代码330304001200',
    '统一社会信用代码91350100M000100Y43',
    '数电票26332000000012345678',
    '2026-03-05 138 2026',
    '第 1 2 3 号，30 m × 20 m',
    '银行流水号4111111111111111',
    '330304001200330304001201',
  ])('leaves %s alone', (text) => {
    expect(screen(text)).toEqual([]);
  });

  it('leaves amounts, dates, division codes and sequence numbers alone, whatever they are', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{${length - 1}}$`));
    fc.assert(
      fc.property(
        digits(11),
        fc.integer({ min: 0, max: 99 }),
        (yuan, fen) => kinds(`付 ${yuan}.${String(fen).padStart(2, '0')} 元`).length === 0,
      ),
    );
    fc.assert(fc.property(digits(12), (code) => kinds(`村社 ${code}`).length === 0));
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        fc.nat(9999),
        (date, n) => kinds(`${date.toISOString().slice(0, 10)} ${n}`).length === 0,
      ),
    );
  });

  it('leaves every valid social credit code under its label alone', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    const body = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(
        fc.constantFrom('91', '92', '93', '11', '12', '51', '52', 'N2', 'N1'),
        fc.constantFrom('330304', '110105', '522725'),
        body,
        (kind, place, rest) => {
          const code = [...alphabet].map((check) => kind + place + rest + check).find(isCreditCode);
          expect(code).toBeDefined();
          expect(kinds(`统一社会信用代码：${code ?? ''}`)).toEqual([]);
        },
      ),
    );
  });

  it('finds every valid identity number, however it is spaced', () => {
    const place = fc.constantFrom('330304', '520329', '110105', '522725', '511102');
    const born = fc.date({ min: new Date('1930-01-01'), max: new Date('2025-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(
        place,
        born,
        fc.stringMatching(/^\d{3}$/),
        fc.constantFrom('', ' ', '-', '　'),
        (code, date, order, gap) => {
          const day = date.toISOString().slice(0, 10).replaceAll('-', '');
          const check = [...'0123456789X'].find((c) => isIdentityNumber(code + day + order + c)) ?? '?';
          expect(kinds(`见 ${[code, day, order + check].join(gap)} 一份`)).toEqual(['id-number']);
        },
      ),
    );
  });

  it('takes long texts made to be slow', () => {
    for (const text of ['1 '.repeat(10_000), '1'.repeat(20_000), '7- '.repeat(7_000)]) expect(screen(text)).toEqual([]);
  });
});

describe('screenProse', () => {
  it('gives a documented refusal for each number, with the field and no number', () => {
    const [refusal, ...more] = screenProse('lines[3].summary', '付张三13800138000劳务费');
    expect(more).toEqual([]);
    expect(refusal).toEqual({
      code: 'personal-data.in-prose',
      params: { at: 4, sample: '138****8000', kindZh: '手机号码', kindEn: 'a mobile phone number' },
      field: 'lines[3].summary',
    });
    expect(personalDataRefusals['personal-data.in-prose']?.remedy).toContain('payee');
  });
});
