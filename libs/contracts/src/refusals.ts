import type { Refusal } from '@cunjian/kernel';
import { termOf } from './terms.ts';

/** What docs/refusals.md says of a code; the page, the API and the command line show `zh` or `en`. `{name}` is filled from `params`, codes by their names (terms.ts). */
export interface RefusalText {
  readonly zh: string;
  readonly en: string;
  /** When it occurs, and what to do: goes into docs/refusals.md. */
  readonly when: string;
  readonly remedy: string;
  /** The same in Chinese. */
  readonly remedyZh: string;
}
export type RefusalTexts = Readonly<Record<string, RefusalText>>;
export type Language = 'zh' | 'en';

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/;
/** China has one time all year. */
const shanghaiAheadMs = 8 * 3_600_000;

/** An instant as a village's clock has it; every other value as it is. */
const shown = (value: string | number, language: Language): string => {
  if (typeof value !== 'string' || !instant.test(value)) return String(value);
  const clock = new Date(Date.parse(value) + shanghaiAheadMs).toISOString().slice(0, 16).replace('T', ' ');
  return language === 'zh' ? clock : `${clock} (Beijing time)`;
};

const fill = (template: string, params: Refusal['params'], language: Language): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    return value === undefined ? whole : (termOf(name, value, language) ?? shown(value, language));
  });

/** What to do about a refusal; undefined for a code without a text. */
export const refusalRemedy = (texts: RefusalTexts, refusal: Refusal, language: Language): string | undefined => {
  const text = texts[refusal.code];
  const remedy = language === 'zh' ? text?.remedyZh : text?.remedy;
  return remedy === undefined ? undefined : fill(remedy, refusal.params, language);
};

/** The message of a refusal; a code without a text is a bug and shows as itself. */
export const refusalMessage = (texts: RefusalTexts, refusal: Refusal, language: Language): string => {
  const text = texts[refusal.code];
  return text === undefined ? refusal.code : fill(text[language], refusal.params, language);
};
