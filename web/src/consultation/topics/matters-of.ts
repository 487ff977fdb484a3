/** What is decided on, in the order in which a form offers it: the village's matters, or the collective's. */
const ofVillage = [
  'GENERAL',
  'PUBLIC_WORKS',
  'BUDGET',
  'COVENANTS',
  'LAND',
  'HOMESTEADS',
  'COMPENSATION',
  'MERGERS',
  'ELECTION',
] as const;
const ofCollective = [
  'GENERAL',
  'COLLECTIVE_ASSETS',
  'COLLECTIVE_DISTRIBUTION',
  'COLLECTIVE_MEMBERSHIP',
  'COLLECTIVE_CHARTER',
  'COLLECTIVE_MERGER',
] as const;

export const mattersOf = (bodyKind: string | undefined): readonly string[] =>
  bodyKind === 'COLLECTIVE' || bodyKind === 'GROUP_COLLECTIVE' ? ofCollective : ofVillage;
