import { describe, expect, it } from '@jest/globals';
import { ancestors, isDivisionCode, isWithin, kindOf, levelOf, owesByDefault, parentOf, prefixOf } from './code.ts';

describe('a division code', () => {
  it.each([
    ['330000000000', 'province', 'province', undefined],
    ['330300000000', 'city', 'city', '330000000000'],
    ['330304000000', 'county', 'county', '330300000000'],
    ['330304001000', 'town', 'town', '330304000000'],
    ['330304001001', 'village', 'residents-community', '330304001000'],
    ['330304001199', 'village', 'residents-community', '330304001000'],
    ['330304001200', 'village', 'village', '330304001000'],
    ['330304001399', 'village', 'village', '330304001000'],
    ['330304001400', 'village', 'other', '330304001000'],
    ['330304001598', 'village', 'other', '330304001000'],
    // Zeros inside a code are not its padding.
    ['330300001200', 'village', 'village', '330300001000'],
  ])('%s is of level %s, a %s, under %s', (code, level, kind, parent) => {
    expect([levelOf(code), kindOf(code), parentOf(code)]).toEqual([level, kind, parent]);
  });

  it('has its ancestors from the province down', () => {
    expect(ancestors('330304001201')).toEqual(['330000000000', '330300000000', '330304000000', '330304001000']);
    expect(ancestors('330000000000')).toEqual([]);
  });
  it('skips a level that has no code: Dongguan has towns and no counties', () => {
    expect(ancestors('441900003001')).toEqual(['440000000000', '441900000000', '441900003000']);
  });

  it('lies within its ancestors, itself and the nation', () => {
    expect(isWithin('330304001201', '330304000000')).toBe(true);
    expect(isWithin('330304001201', '330304001201')).toBe(true);
    expect(isWithin('330304001201', '000000000000')).toBe(true);
    expect(isWithin('330304001201', '330305000000')).toBe(false);
    expect(isWithin('330304000000', '330304001201')).toBe(false);
    expect(isWithin('330304001201', '330304001202')).toBe(false);
  });
  it('gives the prefix of all within', () => {
    expect([prefixOf('330300000000'), prefixOf('330304001201'), prefixOf('000000000000')]).toEqual([
      '3303',
      '330304001201',
      '',
    ]);
  });
  it('owes disclosures where it has a committee', () => {
    expect(['330304001001', '330304001201', '330304001400', '330304001000'].map(owesByDefault)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
  it.each(['', '33030400100', '3303040012011', '33030400120a', '000000000000', '３３０３０４００１２０１'])(
    'is not %j',
    (text) => {
      expect(isDivisionCode(text)).toBe(false);
      expect(() => levelOf(text)).toThrow(RangeError);
    },
  );
});
