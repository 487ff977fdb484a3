import { z } from 'zod';

/**
 * What an event holds in place of a personal value or of prose: base64url of SHA-256(salt ‖ canonicalJson(value)).
 * Value and salt lie in the owning service's vault (`@cunjian/personal-data`), keyed by this string, and can be
 * erased there without touching the event, its hash or any proof over it. After RFC 9901 (SD-JWT).
 */
export type Digest = string & z.core.$brand<'Digest'>;

export const digestPattern = /^[A-Za-z0-9_-]{43}$/;

export const isDigest = (text: string): text is Digest => digestPattern.test(text);

/** How a value is shown to somebody who may know that it is there but not what it says. */
export type Masking = 'name' | 'id-number' | 'phone' | 'bank-account' | 'hidden';

export interface PersonalKind {
  readonly zh: string;
  readonly en: string;
  /** Longest value, in characters (UTF-16 units). */
  readonly maxLength: number;
  /** Years it is kept from the day it was recorded; null: as long as the registration or membership it belongs to lasts. */
  readonly retentionYears: number | null;
  /** Days it is shown in full to those who may see it, from the day it was recorded; null: as long as it is kept. */
  readonly displayDays: number | null;
  readonly masking: Masking;
}

const kind = (
  zh: string,
  en: string,
  maxLength: number,
  retentionYears: number | null,
  displayDays: number | null,
  masking: Masking,
): PersonalKind => ({ zh, en, maxLength, retentionYears, displayDays, masking });

/**
 * 30 years: vouchers and books, 会计档案管理办法 (财政部 国家档案局令第79号, 2015), annex. The other periods are
 * defaults of this system and not statutory (PIPL art. 19: the shortest that the purpose needs).
 */
export const personalKinds = {
  name: kind('姓名', 'name', 60, null, null, 'name'),
  'id-number': kind('身份证件号码', 'identity number', 30, null, null, 'id-number'),
  phone: kind('电话号码', 'phone number', 30, null, null, 'phone'),
  'bank-account': kind('银行账号', 'bank account number', 40, null, null, 'bank-account'),
  'birth-date': kind('出生日期', 'date of birth', 10, null, null, 'hidden'),
  address: kind('住址', 'address', 200, null, null, 'hidden'),
  /** Payee, handler, witness, approver: in the accounts, hence kept as they are. */
  'name-in-accounts': kind('账目中的姓名', 'name in the accounts', 120, 30, null, 'name'),
  'text-in-accounts': kind('账目摘要', 'summary in the accounts', 500, 30, null, 'hidden'),
  /** A list of recipients of assistance does not stay up for ever. */
  'name-on-assistance-list': kind('救助名单中的姓名', 'name on a list of assistance', 60, 30, 365, 'name'),
  'free-text': kind('文字内容', 'text written by a person', 20_000, 30, null, 'hidden'),
  'file-name': kind('文件名', 'file name', 255, 30, null, 'hidden'),
} as const satisfies Record<string, PersonalKind>;

export type PersonalKindName = keyof typeof personalKinds;

/** The erasable field of an event: a digest, marked with its kind (`erasable` in the JSON Schema). */
export const digestField = (kind: PersonalKindName) =>
  z.string().regex(digestPattern, 'a digest of 43 base64url characters').brand<'Digest'>().meta({ erasable: kind });
