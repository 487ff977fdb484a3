import type { Refusal } from '@cunjian/kernel';
import { isCreditCode, isIdentityNumber, passesLuhn } from './checksums.ts';
import { mask } from './masking.ts';

export type NumberKind = 'id-number' | 'phone' | 'bank-account';

export interface ScreenFinding {
  readonly kind: NumberKind;
  /** UTF-16 index and length in the text as it was given. */
  readonly at: number;
  readonly length: number;
  /** Masked, so that the report does not repeat what it warns of. */
  readonly sample: string;
}

/**
 * Finds citizens' identity numbers (GB 11643 check character), mobile phone numbers and bank card numbers (Luhn) in
 * prose and file names, also in full-width digits and with spaces or hyphens within. Made to leave alone what village
 * prose is full of: amounts, dates, voucher and contract numbers, division codes, social credit codes.
 * Not found: numbers in Chinese numerals, identity numbers of 15 digits, landlines, pictures.
 */
export const screen = (text: string): readonly ScreenFinding[] => {
  const narrowed = narrowDigits(text);
  const findings: ScreenFinding[] = [];
  for (const run of runsOf(narrowed)) {
    let next = 0;
    while (next < run.length) {
      const found = longestFinding(narrowed, run, next);
      if (found !== undefined) findings.push(found.finding);
      next += found?.groups ?? 1;
    }
  }
  return findings;
};

/** `personal-data.in-prose` for every number found; `field` as the caller names it. */
export const screenProse = (field: string, text: string): readonly Refusal[] =>
  screen(text).map(({ kind, at, sample }) => ({
    code: 'personal-data.in-prose',
    params: { at: at + 1, sample, kindZh: names[kind].zh, kindEn: names[kind].en },
    field,
  }));

const names: Readonly<Record<NumberKind, { readonly zh: string; readonly en: string }>> = {
  'id-number': { zh: '身份证号码', en: 'an identity number' },
  phone: { zh: '手机号码', en: 'a mobile phone number' },
  'bank-account': { zh: '银行卡号或账号', en: 'a bank card or account number' },
};

/** Full-width digits and X to ASCII, hyphens and every kind of space or invisible joiner to one; index by index. */
const narrowDigits = (text: string): string =>
  text
    .replace(/[０-９Ｘ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[xｘ]/g, 'X')
    .replace(/[‐‑‒–—－−·]/g, '-')
    .replace(/[\u00a0\u00ad\u2000-\u200d\u2060\u3000\ufeff]/g, ' ');

interface Group {
  readonly at: number;
  readonly digits: string;
}

/** Groups of digits with one separator (at most two spaces) between: each run is what may be one number written apart. */
const runsOf = (text: string): readonly (readonly Group[])[] => {
  const runs: Group[][] = [];
  let end = -1;
  for (const match of text.matchAll(/\d+X?/g)) {
    const group = { at: match.index, digits: match[0] };
    const between = end < 0 ? '' : text.slice(end, match.index);
    if (end >= 0 && /^( {1,2}| ?- ?)$/.test(between)) runs.at(-1)?.push(group);
    else runs.push([group]);
    end = match.index + match[0].length;
  }
  return runs;
};

/** Longest number: 19 digits of a card, or 86 before a phone number; each digit may be a group of its own. */
const maxDigits = 21;

/** The longest number that begins with group `from`. */
const longestFinding = (
  text: string,
  run: readonly Group[],
  from: number,
): { readonly finding: ScreenFinding; readonly groups: number } | undefined => {
  const at = run[from]?.at ?? 0;
  const before = text.slice(Math.max(0, at - 12), at);
  let found: { finding: ScreenFinding; groups: number } | undefined;
  let digits = '';
  for (let to = from; to < run.length && to < from + maxDigits; to++) {
    const group = run[to];
    if (group === undefined || digits.length + group.digits.length > maxDigits) break;
    digits += group.digits;
    const end = group.at + group.digits.length;
    const kind = kindOf(digits, run.slice(from, to + 1), before, text.slice(end, end + 4));
    if (kind === undefined) continue;
    const sample = mask(kind, kind === 'phone' ? digits.slice(-11) : digits) ?? '';
    found = { finding: { kind, at, length: end - at, sample }, groups: to + 1 - from };
  }
  return found;
};

const kindOf = (digits: string, groups: readonly Group[], before: string, after: string): NumberKind | undefined => {
  if (isIdentityNumber(digits) && !(isCreditCode(digits) && creditLabel.test(before))) return 'id-number';
  if (digits.endsWith('X') || isPartOfCode(before, after) || isCreditCode(digits) || isAmount(before, after))
    return undefined;
  if (accountLabel.test(before) && /^\d{12,21}$/.test(digits)) return 'bank-account';
  if (serialLabel.test(before)) return undefined;
  if (isMobile(groups)) return 'phone';
  return isCard(digits, groups) ? 'bank-account' : undefined;
};

const isPartOfCode = (before: string, after: string): boolean =>
  (/[A-Za-z]$/.test(before) && !/(tel|phone|mob|wx|vx)$/i.test(before)) || /^[A-Za-z]/.test(after);

const creditLabel = /(信用代码|税号|统一代码)\D{0,3}$/;
const accountLabel = /(账号|帐号|账户|帐户|卡号)\D{0,3}$/;
const serialLabel =
  /(编号|单号|字号|票号|文号|序号|流水号|凭证号|合同号|(发票|票据|凭证|合同|文件|项目)(号码|代码))\D{0,2}$/;

const isAmount = (before: string, after: string): boolean =>
  /(\d\.|[¥￥] ?)$/.test(before) || /^(\.\d{1,2}(\D|$)| ?万?元)/.test(after);

/** Prefixes in use, after the numbering plan of the Ministry of Industry and Information Technology. */
const mobile = /^1(?:3\d|4[014-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}$/;
/** How people write one apart: 138 0013 8000, 138-00138000, 1 3 8 … */
const mobileShape = /^(11|3 4 4|3 8|7 4|4 3 4|4 4 3|5 6|6 5|(1 ){10}1)$/;

const isMobile = ([head, ...tail]: readonly Group[]): boolean => {
  const first = head?.digits ?? '';
  const apart = tail.map((group) => group.digits);
  const parts =
    apart.length > 0 && /^(00)?86$/.test(first) ? apart : [first.replace(/^(00)?86(?=1\d{10}$)/, ''), ...apart];
  return mobile.test(parts.join('')) && mobileShape.test(parts.map((part) => part.length).join(' '));
};

/** UnionPay 62 and 60, Visa 4, Mastercard 51-55 and 22-27, and the old ranges of the big banks: 9558 (工行), 103 and 95595 (农行, 光大). */
const cardPrefix = /^(6[0-9]|4|5[1-5]|2[2-7]|9558|95595|103)/;
const cardShape = /^(\d{2}|4 4 4 4( [1-3])?|6 \d{2}|8 8( \d)?|4 \d{2}|(1 )+1)$/;

const isCard = (digits: string, groups: readonly Group[]): boolean =>
  /^\d{16,19}$/.test(digits) &&
  cardPrefix.test(digits) &&
  passesLuhn(digits) &&
  cardShape.test(groups.map((group) => group.digits.length).join(' '));
