import type { Ballot } from './queries.ts';

export type Sheet = 'notice' | 'roll' | 'papers' | 'proxies' | 'tokens' | 'result';

/** Secret, and cast online too. */
export const isSealed = ({ secrecy, channels }: Pick<Ballot, 'secrecy' | 'channels'>): boolean =>
  secrecy === 'SECRET' && channels.includes('ONLINE');

/** What there is to print of a ballot as it stands. */
export const sheetsOf = (ballot: Ballot): readonly Sheet[] => {
  const { status, channels, roll, result } = ballot;
  if (status === 'CANCELLED') return [];
  return [
    'notice',
    ...(roll === null ? [] : (['roll'] as const)),
    'papers',
    ...(channels.includes('PROXY') ? (['proxies'] as const) : []),
    ...(isSealed(ballot) && status !== 'CALLED' ? (['tokens'] as const) : []),
    ...(result === null ? [] : (['result'] as const)),
  ];
};
