import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { consultationEn } from '../consultation/texts.en.ts';
import { consultationZh } from '../consultation/texts.zh.ts';
import { integratorsEn } from '../integrators/texts.en.ts';
import { integratorsZh } from '../integrators/texts.zh.ts';
import { officialsEn } from '../officials/texts.en.ts';
import { officialsZh } from '../officials/texts.zh.ts';
import { language } from '../preferences.ts';
import { verifyEn } from '../verify/texts.en.ts';
import { verifyZh } from '../verify/texts.zh.ts';
import { villagerEn } from '../villager/texts.en.ts';
import { villagerZh } from '../villager/texts.zh.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

export const i18n = createI18n({
  legacy: false,
  locale: language.value ?? 'zh',
  fallbackLocale: 'zh',
  messages: {
    zh: {
      ...zh,
      villager: villagerZh,
      officials: officialsZh,
      integrators: integratorsZh,
      consultation: consultationZh,
      verify: verifyZh,
    },
    en: {
      ...en,
      villager: villagerEn,
      officials: officialsEn,
      integrators: integratorsEn,
      consultation: consultationEn,
      verify: verifyEn,
    },
  },
});

watch(
  language,
  (now) => {
    i18n.global.locale.value = now ?? 'zh';
    document.documentElement.lang = now === 'en' ? 'en' : 'zh-CN';
  },
  { immediate: true },
);
