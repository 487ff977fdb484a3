import type { BodyKind } from '@cunjian/contracts';
import type { Person } from '@cunjian/testing/service';

export const village = '330326101201';
export const committee = `${village}-vc`;
export const collective = `${village}-co`;
/** Rolls of the village's other assemblies. */
export const representatives = `${village}-vr`;
export const partyBranch = `${village}-pb`;
export const neighbour = '330326101202';
export const neighbourCommittee = `${neighbour}-vc`;
export const town = '330326101000';
export const county = '330326000000';
export const agency = `${town}-agency`;

export const allBodies: readonly (readonly [body: string, kind: BodyKind, division: string])[] = [
  [committee, 'villagers-committee', village],
  [collective, 'collective', village],
  [representatives, 'representatives', village],
  [partyBranch, 'party-branch', village],
  [neighbourCommittee, 'villagers-committee', neighbour],
  [agency, 'agency', town],
  [`${town}-gov`, 'government', town],
  [`${county}-gov`, 'government', county],
];

/** Each acts in the office of her own name. */
export const people = {
  villager: { resident: village },
  secondVillager: { resident: village },
  thirdVillager: { resident: village },
  /** 17 years old: belongs to the village and to no assembly. */
  youth: { resident: village },
  representative: { resident: village, members: [representatives] },
  secondRepresentative: { resident: village, members: [representatives] },
  partyMember: { resident: village, members: [partyBranch] },
  shareholder: { members: [collective] },
  outsider: { resident: neighbour },
  clerk: { resident: village, office: { kind: 'clerk', body: committee, division: village } },
  chair: { resident: village, office: { kind: 'committee-chair', body: committee, division: village } },
  committeeMember: { resident: village, office: { kind: 'committee-member', body: committee, division: village } },
  secretary: { resident: village, office: { kind: 'party-secretary', body: partyBranch, division: village } },
  collectiveChair: { members: [collective], office: { kind: 'collective-chair', body: collective, division: village } },
  supervision: { resident: village, office: { kind: 'supervision-chair', body: committee, division: village } },
  supervisionMember: { resident: village, office: { kind: 'supervision-member', body: committee, division: village } },
  neighbourClerk: { office: { kind: 'clerk', body: neighbourCommittee, division: neighbour } },
  townOfficer: { office: { kind: 'department-officer', body: `${town}-gov`, division: town } },
  countyOfficer: { office: { kind: 'department-officer', body: `${county}-gov`, division: county } },
  registrar: { office: { kind: 'registrar', body: `${town}-gov`, division: town } },
  auditor: { office: { kind: 'auditor', body: `${county}-gov`, division: county } },
} as const satisfies Record<string, Person>;
export type PersonName = keyof typeof people;

export const personId = (name: PersonName): string => `person-${name}`;
