import type { Refusal } from '@cunjian/kernel';

/** What docs/refusals.md says of a code; the page, the API and the command line show `zh` or `en`. `{name}` is filled from `params`. */
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

const fill = (template: string, params: Refusal['params']): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

/** What to do about a refusal; undefined for a code without a text. */
export const refusalRemedy = (texts: RefusalTexts, refusal: Refusal, language: Language): string | undefined => {
  const text = texts[refusal.code];
  const remedy = language === 'zh' ? text?.remedyZh : text?.remedy;
  return remedy === undefined ? undefined : fill(remedy, refusal.params);
};

/** The message of a refusal; a code without a text is a bug and shows as itself. */
export const refusalMessage = (texts: RefusalTexts, refusal: Refusal, language: Language): string => {
  const text = texts[refusal.code];
  return text === undefined ? refusal.code : fill(text[language], refusal.params);
};
