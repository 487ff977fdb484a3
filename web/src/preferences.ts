import { ref, watch, type Ref } from 'vue';

/** What a person chose on this device. Storage may be forbidden (private windows): then it lasts as long as the page. */
const kept = <T extends string>(key: string, initial: T | undefined): Ref<T | undefined> => {
  const value = ref(read(key) ?? initial) as Ref<T | undefined>;
  watch(value, (now) => write(key, now));
  return value;
};

const read = (key: string): string | undefined => {
  try {
    return localStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
};
const write = (key: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Lasts as long as the page.
  }
};

export type Language = 'zh' | 'en';
export const languageOf = (locale: string): Language => (locale.startsWith('zh') ? 'zh' : 'en');
export const language = kept<Language>('cunjian.language', navigator.language.startsWith('en') ? 'en' : 'zh');
/** 长辈版: large type, large targets, strong contrast. */
export const elderMode = kept<'on'>('cunjian.elder', undefined);
/** Bindings of her account that the person said are hers, a line each. */
export const knownBindings = kept<string>('cunjian.bindings', undefined);
/** Decisions on tokens that she disputed, and has read, a line each. */
export const knownDecisionLines = kept<string>('cunjian.token-decisions', undefined);
/** Id of the office acted in; without one a person acts for herself. */
export const actingOffice = kept<string>('cunjian.office', undefined);
