const nation = '000000000000';
/** Digits that stay of a code of each level: province, city, county, town, village. */
const levels = [2, 4, 6, 9, 12];

/** More than the villages of a province; then it begins anew. */
const maxRemembered = 50_000;
const remembered = new Map<string, readonly string[]>();

/** A division's own code and those of all its ancestors, up to the nation. Throws for what is no 12-digit code. */
export const ancestry = (division: string): readonly string[] => {
  let codes = remembered.get(division);
  if (codes === undefined) {
    if (!/^\d{12}$/.test(division)) throw new TypeError(`division ${division}: 12 digits`);
    codes = [...new Set([nation, ...levels.map((digits) => division.slice(0, digits).padEnd(12, '0'))])];
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(division, codes);
  }
  return codes;
};
