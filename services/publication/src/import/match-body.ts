import type { Body } from '@cunjian/access';
import { isCollective } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';

/** What tells one body from another in a file. */
export type NamedBody = Pick<Body, 'body' | 'kind' | 'name' | 'division'>;

/** Names shown where none fits. */
const maxShown = 20;

/** 上村村民委员会 → 上村, 马屿镇上村股份经济合作社 → 马屿镇上村. */
const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/(村民委员会|居民委员会|村委会|居委会|村股份经济合作社|股份经济合作社|经济合作社|合作社|社区)$/, '')
    .replace(/村$/, '');

/** The body that a file means by a village's name, among those that the importer works for. */
export const matchBody = (village: string, bodies: readonly NamedBody[]): NamedBody | Refused => {
  const wanted = bare(village);
  const exact = bodies.filter(
    ({ name, division, body }) => name === village || division === village || body === village,
  );
  const byName = exact.length > 0 ? exact : bodies.filter(({ name }) => bare(name) === wanted && wanted !== '');
  const byEnd = byName.length > 0 ? byName : bodies.filter(({ name }) => wanted !== '' && bare(name).endsWith(wanted));
  // A village's name means its committee, unless it says that it means the collective.
  const meant = byEnd.filter((body) => isCollective(body.kind) === /合作社/.test(village));
  const [only, ...others] = meant.length > 0 ? meant : byEnd;
  if (only !== undefined && others.length === 0) return only;
  const names = (byEnd.length > 0 ? byEnd : bodies).slice(0, maxShown).map(({ name }) => name);
  return refuse(only === undefined ? 'import.unknown-village' : 'import.ambiguous-village', {
    village,
    names: names.join('、'),
  });
};
