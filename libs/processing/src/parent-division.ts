const nation = '000000000000';
/** Digits that name a division of each level: province, city, county, town, village. */
const levels = [2, 4, 6, 9, 12];

/** More than the villages of a province; then it begins anew. */
const maxRemembered = 50_000;
const remembered = new Map<string, string>();

/** Code of the division above; undefined for the nation. Where a level is left out (Dongguan has no counties), that above it. */
export const parentDivision = (division: string): string | undefined => {
  if (division === nation) return undefined;
  let parent = remembered.get(division);
  if (parent === undefined) {
    const own = levels.find((digits) => division.endsWith('0'.repeat(12 - digits))) ?? 12;
    const above = levels[levels.indexOf(own) - 1] ?? 0;
    parent = division.slice(0, above).padEnd(12, '0');
    if (remembered.size >= maxRemembered) remembered.clear();
    remembered.set(division, parent);
  }
  return parent;
};
