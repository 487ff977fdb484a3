/** Characters of a unified social credit code (统一社会信用代码), by their value: GB 32100-2015, table 1. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** 18 characters whose last is the check character of the others: GB 32100-2015, 5.2.5 (weights 3^i mod 31). */
export const isCreditCode = (code: string): boolean => {
  if (code.length !== 18) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    const value = alphabet.indexOf(character);
    if (value === -1) return false;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return code[17] === alphabet[(31 - (sum % 31)) % 31];
};
