/**
 * Codes of the statistical divisions of China: 12 digits, 2 province + 2 city + 2 county + 3 town + 3 village, so an
 * ancestor's code is a prefix padded with zeros. Everything here is told by the code alone.
 */
export const levels = ['province', 'city', 'county', 'town', 'village'] as const;
export type Level = (typeof levels)[number];

/**
 * What a unit is. By the last three digits of a code at village level: 001-199 a residents' community 居,
 * 200-399 a village 村, else a unit without a committee (a forest farm, a virtual area).
 */
export type UnitKind = Exclude<Level, 'village'> | 'residents-community' | 'village' | 'other';

/** Digits of a code that belong to a level and those above it. */
const widths: Readonly<Record<Level, number>> = { province: 2, city: 4, county: 6, town: 9, village: 12 };

const nation = '000000000000';

export const isDivisionCode = (text: string): boolean => /^\d{12}$/.test(text) && !text.startsWith('00');

/** The deepest level with a digit other than zero. Throws a RangeError for text that is no code of a division. */
export const levelOf = (code: string): Level => {
  if (!isDivisionCode(code)) throw new RangeError(`${code} is not a division code`);
  const deepest = levels.findLast((level, i) => {
    const above = levels[i - 1];
    return /[1-9]/.test(code.slice(above === undefined ? 0 : widths[above], widths[level]));
  });
  return deepest ?? 'province';
};

export const kindOf = (code: string): UnitKind => {
  const level = levelOf(code);
  if (level !== 'village') return level;
  const number = Number(code.slice(9));
  return number < 200 ? 'residents-community' : number < 400 ? 'village' : 'other';
};

/** Whether the unit has a committee that owes disclosures. One of kind `other` owes nothing until someone says so. */
export const owesByDefault = (code: string): boolean => {
  const kind = kindOf(code);
  return kind === 'village' || kind === 'residents-community';
};

/**
 * From the province down, the unit itself not included. Where a level is skipped (a city without counties) it is left
 * out, as it has no code of its own.
 */
export const ancestors = (code: string): readonly string[] => {
  const above = levels.slice(0, levels.indexOf(levelOf(code)));
  const codes = above.map((level) => code.slice(0, widths[level]).padEnd(12, '0'));
  return codes.filter((ancestor, i) => codes.indexOf(ancestor) === i && ancestor !== code);
};

/** Undefined for a province. */
export const parentOf = (code: string): string | undefined => ancestors(code).at(-1);

/** Whether `code` is `ancestor` or lies in it. The nation, 000000000000, holds everything. */
export const isWithin = (code: string, ancestor: string): boolean =>
  ancestor === nation || code === ancestor || code.startsWith(prefixOf(ancestor));

/** The digits that all codes within a division begin with. */
export const prefixOf = (code: string): string => (code === nation ? '' : code.slice(0, widths[levelOf(code)]));
