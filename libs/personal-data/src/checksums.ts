const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const idCheck = '10X98765432';

/** First two digits of a residence code (GB/T 2260), and 81 to 83 for residents of Hong Kong, Macao and Taiwan. */
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** A citizen's identity number by GB 11643-1999: place, date of birth, ISO 7064 MOD 11-2 check character. */
export const isIdentityNumber = (text: string): boolean => {
  if (!/^\d{17}[\dX]$/.test(text) || !provinces.test(text) || !isDate(text.slice(6, 14))) return false;
  const sum = idWeights.reduce((total, weight, i) => total + weight * Number(text.charAt(i)), 0);
  return idCheck.charAt(sum % 11) === text.charAt(17);
};

const isDate = (text: string): boolean => {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))];
  if (year < 1800 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
};

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCode = /^(1[1239]|[25][1-39]|[3469Y]\d|7[129]|8[19]|A[19]|N[1239])\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/;

/** A unified social credit code by GB 32100-2015: check character modulo 31 with weights 3^i. */
export const isCreditCode = (text: string): boolean => {
  if (!creditCode.test(text)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, 17)) {
    sum += creditAlphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return creditAlphabet.charAt((31 - (sum % 31)) % 31) === text.charAt(17);
};

/** ISO/IEC 7812-1, annex B. */
export const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i));
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};
