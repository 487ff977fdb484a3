import type { officialsZh } from './texts.zh.ts';

export const officialsEn: typeof officialsZh = {
  title: 'Work',
};
