import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { language } from '../preferences.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const i18n = createI18n({
  legacy: false,
  locale: language.value ?? 'zh',
  fallbackLocale: 'zh',
  messages: { zh, en },
});

watch(
  language,
  (now) => {
    i18n.global.locale.value = now ?? 'zh';
    document.documentElement.lang = now === 'en' ? 'en' : 'zh-CN';
  },
  { immediate: true },
);
