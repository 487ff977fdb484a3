import type { Reach, Role } from './roles.ts';

/** Whoever reads what is deliberated in a village. Departments see its statistics alone. */
export const consultationReaders = {
  resident: 'own-village',
  member: 'own-body',
  clerk: 'village',
  'committee-chair': 'village',
  'committee-member': 'village',
  'party-secretary': 'village',
  'collective-chair': 'own-body',
  'collective-director': 'own-body',
  supervisor: 'own-body',
  'supervision-chair': 'village',
  'supervision-member': 'village',
  auditor: 'division',
} as const satisfies Readonly<Partial<Record<Role, Reach>>>;

/** The part of `permissions` that is about consultation. */
export const consultationPermissions = {
  // topics 议题 and suggestions 提建议. Residents, their committees, supervisors and auditors; nobody else.
  'topic.read': consultationReaders,
  'topic.propose': {
    resident: 'own-village',
    member: 'own-body',
    clerk: 'village',
    'committee-chair': 'village',
    'committee-member': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
    'supervision-chair': 'village',
  },
  'topic.support': { resident: 'own-village', member: 'own-body' },
  'topic.summarise': { clerk: 'village', 'committee-chair': 'village', 'collective-chair': 'own-body' },
  'comment.write': {
    resident: 'own-village',
    member: 'own-body',
    clerk: 'village',
    'committee-chair': 'village',
    'committee-member': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    supervisor: 'own-body',
  },
  'comment.moderate': { clerk: 'village', 'committee-chair': 'village', 'collective-chair': 'own-body' },
  'comment.review': { 'supervision-chair': 'village', 'supervision-member': 'village', supervisor: 'own-body' },
  'suggestion.make': { resident: 'own-village', member: 'own-body' },
  'suggestion.make-on-paper': { clerk: 'village' },
  'suggestion.answer': { clerk: 'village', 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  /** Open ones. */
  'suggestion.read': consultationReaders,
  'suggestion.read-private': {
    person: 'self',
    clerk: 'village',
    'committee-chair': 'own-body',
    'collective-chair': 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    supervisor: 'own-body',
    auditor: 'division',
  },

  // consultation: proceedings and resolutions 决议. Who may take which step is the procedure's own rule, too.
  'proceeding.read': consultationReaders,
  'proceeding.begin': {
    clerk: 'village',
    'committee-chair': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
  },
  'proceeding.record': {
    clerk: 'village',
    'committee-chair': 'village',
    'committee-member': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
  },
  'resolution.adopt': { clerk: 'village', 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  'resolution.publish': { clerk: 'village', 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  'resolution.report': {
    clerk: 'village',
    'committee-chair': 'own-body',
    'committee-member': 'own-body',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
  },
  // consultation: rolls 名册 and ballots 表决. Whoever votes acts for herself; the roll says whether she has a vote.
  'ballot.read': consultationReaders,
  'ballot.call': {
    clerk: 'village',
    'committee-chair': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
  },
  'ballot.cast': { resident: 'own-village', member: 'own-body' },
  // The token is the right, and nobody must know whose.
  'ballot.cast-secretly': { anyone: 'anywhere' },
  'ballot.protocol': {
    clerk: 'village',
    'committee-chair': 'village',
    'committee-member': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    supervisor: 'own-body',
  },
  // Three officers hold the box's key together, and any two open it.
  'ballot.hold-key': {
    clerk: 'village',
    'committee-chair': 'village',
    'committee-member': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    supervisor: 'own-body',
  },
  /** Whether somebody else took the token of a voter. */
  'token.review': { 'supervision-chair': 'village', 'supervision-member': 'village', supervisor: 'own-body' },
  'roll.read': consultationReaders,
  'roll.object': { resident: 'own-village', member: 'own-body' },
  'roll.decide': { clerk: 'village', 'committee-chair': 'village', 'collective-chair': 'own-body' },
  'entitlement.issue': {
    clerk: 'village',
    'committee-chair': 'village',
    'committee-member': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
  },
  /** Whether the villagers' representatives met as often as they are to. */
  'meeting.read': consultationReaders,
  'consultation.statistics': { 'department-officer': 'division', auditor: 'division', registrar: 'division' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Role, Reach>>>>>;
