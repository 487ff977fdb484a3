import { kindOf } from '@cunjian/divisions';
import { bodyId } from './body-id.ts';

/** Endings under which the official lists know villages. */
const endings = /(村民委员会|居民委员会|村委会|居委会)$/u;

/** 老涂村委会, 老涂村 → 老涂村村民委员会; 鼓楼社区 → 鼓楼社区居民委员会. */
const villagersCommitteeName = (name: string): string => {
  if (name.endsWith('村民委员会')) return name;
  const stem = name.replace(endings, '');
  return `${stem.endsWith('村') ? stem : `${stem}村`}村民委员会`;
};
const residentsCommitteeName = (name: string): string =>
  name.endsWith('居民委员会') ? name : `${name.replace(endings, '')}居民委员会`;

export interface Committee {
  readonly body: string;
  readonly kind: 'villagers-committee' | 'residents-committee';
  readonly name: string;
}

/**
 * The committee that a unit has by law, told by its code; undefined for a unit that has none until someone says so
 * (a forest farm, a virtual area) and for everything above villages.
 */
export const committeeOf = (code: string, name: string): Committee | undefined => {
  const unit = kindOf(code);
  if (unit === 'village') {
    const kind = 'villagers-committee';
    return { body: bodyId(kind, code), kind, name: villagersCommitteeName(name) };
  }
  if (unit !== 'residents-community') return undefined;
  const kind = 'residents-committee';
  return { body: bodyId(kind, code), kind, name: residentsCommitteeName(name) };
};
