import type { Language } from '@cunjian/contracts';

export interface FindingText extends Readonly<Record<Language, string>> {
  /** `note`: worth knowing, and no proof that anybody cheated. */
  readonly level: 'wrong' | 'note';
}

export const wrong = (zh: string, en: string): FindingText => ({ level: 'wrong', zh, en });
export const note = (zh: string, en: string): FindingText => ({ level: 'note', zh, en });
