import type { BodyKind } from '@cunjian/contracts';

const suffixes: Readonly<Record<BodyKind, string>> = {
  'villagers-committee': 'vc',
  'residents-committee': 'rc',
  collective: 'co',
  'group-collective': 'gco',
  'party-branch': 'party',
  representatives: 'reps',
  delegates: 'delegates',
  agency: 'agency',
  government: 'gov',
};

/**
 * The natural id of a body: what a division may have once is named by division and kind, collectives of villagers'
 * groups 村民小组 by the group's number besides. `number` is asked for a group collective and for nothing else.
 */
export const bodyId = (kind: BodyKind, division: string, number?: number): string =>
  kind === 'group-collective' ? `${division}-${suffixes[kind]}-${number ?? 1}` : `${division}-${suffixes[kind]}`;
