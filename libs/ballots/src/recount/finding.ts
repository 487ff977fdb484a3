import type { Language } from '@cunjian/contracts';
import { findingTerm } from './finding-terms.ts';
import { recountTexts, type FindingCode } from './finding-texts.ts';

/** What a recount found, and where: an event, and where it matters which ballot of a part of the box. */
export interface RecountFinding {
  readonly code: FindingCode;
  /** `entry 1234`, `entry 1234 ballot 7`; empty for what is missing altogether. */
  readonly where: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** `note`: worth knowing, and no proof that anybody cheated. */
  readonly level: 'wrong' | 'note';
}

export type Find = (code: FindingCode, where: string, params?: RecountFinding['params']) => void;

export interface Findings {
  readonly find: Find;
  readonly all: readonly RecountFinding[];
}

export const collectFindings = (): Findings => {
  const all: RecountFinding[] = [];
  return {
    all,
    find: (code, where, params = {}) => void all.push({ code, where, params, level: recountTexts[code].level }),
  };
};

/** Codes that it holds are named in words. */
export const findingText = ({ code, params }: Pick<RecountFinding, 'code' | 'params'>, language: Language): string =>
  recountTexts[code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : findingTerm(name, value, language);
  });
