/** Kinds of body that disclose: those that keep books or govern. */
export const disclosingKinds = [
  'villagers-committee',
  'residents-committee',
  'collective',
  'group-collective',
  'agency',
  'government',
] as const;
export type DisclosingKind = (typeof disclosingKinds)[number];
/** Rolls of an assembly keep no books. */
export const discloses = (kind: BodyKind): kind is DisclosingKind => disclosingKinds.some((one) => one === kind);

/** Kinds of body. A village has several: mixing them up is the likeliest bug (DOMAIN.md). The last ones keep a roll and no books. */
export const bodyKinds = [
  ...disclosingKinds,
  'party-branch', // 村党组织: the party members
  'representatives', // 村民代表会议
  'delegates', // 成员代表大会 of a collective
] as const;
export type BodyKind = (typeof bodyKinds)[number];

/** A collective's members are not the same people as the residents of its village. */
export const isCollective = (kind: BodyKind | undefined): boolean =>
  kind === 'collective' || kind === 'group-collective';

/** Kinds of office. A person acts in one office at a time and says which. */
export const officeKinds = [
  'committee-chair',
  'committee-member',
  'party-secretary',
  'clerk',
  'reporter',
  'supervision-chair',
  'supervision-member',
  'collective-chair',
  'collective-director',
  'supervisor',
  'agency-manager',
  'agency-accountant',
  'agency-cashier',
  'registrar',
  'department-officer',
  'auditor',
  'operator',
  'integrator',
] as const;
export type OfficeKind = (typeof officeKinds)[number];
