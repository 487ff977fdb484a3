import type { BodyKind } from '@cunjian/contracts';
import { dateInShanghai } from '@cunjian/statutes';

/** What statistics count apart: a kind of body and the year in which a thing began. */
export const yearBucket = (bodyKind: BodyKind, time: string): string =>
  `${bodyKind}|${dateInShanghai(Date.parse(time)).slice(0, 4)}`;
