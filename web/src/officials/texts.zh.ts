import { disclosureZh } from './texts/disclosure.zh.ts';
import { exportsZh } from './texts/exports.zh.ts';
import { filesZh } from './texts/files.zh.ts';
import { oversightZh } from './texts/oversight.zh.ts';
import { peopleZh } from './texts/people.zh.ts';
import { registryZh } from './texts/registry.zh.ts';

/** Below the key `officials`. */
export const officialsZh = {
  title: '办事',
  ...disclosureZh,
  ...exportsZh,
  ...filesZh,
  ...oversightZh,
  ...registryZh,
  ...peopleZh,
};
