import type { villagerZh } from './texts.zh.ts';

export const villagerEn: typeof villagerZh = {
  home: { title: 'Home' },
};
