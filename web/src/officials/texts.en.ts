import { disclosureEn } from './texts/disclosure.en.ts';
import { exportsEn } from './texts/exports.en.ts';
import { filesEn } from './texts/files.en.ts';
import { oversightEn } from './texts/oversight.en.ts';
import { peopleEn } from './texts/people.en.ts';
import { registryEn } from './texts/registry.en.ts';
import type { officialsZh } from './texts.zh.ts';

export const officialsEn: typeof officialsZh = {
  title: 'Work',
  ...disclosureEn,
  ...exportsEn,
  ...filesEn,
  ...oversightEn,
  ...registryEn,
  ...peopleEn,
};
