/** Kinds of legal body. A village has several: mixing them up is the likeliest bug (DOMAIN.md). */
export const bodyKinds = [
  'villagers-committee',
  'residents-committee',
  'collective',
  'group-collective',
  'agency',
  'government',
] as const;
export type BodyKind = (typeof bodyKinds)[number];

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
