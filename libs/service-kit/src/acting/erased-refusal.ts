import type { ErasureGround } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { dateInShanghai } from '@cunjian/statutes';

/** 个人信息保护法 (2021) arts. 19 and 47. */
const because: Readonly<Record<ErasureGround, { readonly zh: string; readonly en: string }>> = {
  request: {
    zh: '依本人请求（个人信息保护法第四十七条）',
    en: 'the person concerned asked for it (Personal Information Protection Law, art. 47)',
  },
  unlawful: {
    zh: '不应当公开（个人信息保护法第四十七条）',
    en: 'it should never have been shown (Personal Information Protection Law, art. 47)',
  },
  retention: {
    zh: '保存期限届满（个人信息保护法第十九条、第四十七条）',
    en: 'the time for keeping it is over (Personal Information Protection Law, arts. 19 and 47)',
  },
};

/** What whoever asks for an erased file is told, wherever she asks. */
export const erasedRefusal = (
  { at, ground }: { readonly at: string; readonly ground: ErasureGround },
  field?: string,
): Refused =>
  refuse(
    'file.erased',
    { on: dateInShanghai(Date.parse(at)), becauseZh: because[ground].zh, becauseEn: because[ground].en },
    field,
  );
