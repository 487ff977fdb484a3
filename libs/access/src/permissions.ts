import type { OfficeKind } from '@cunjian/contracts';

/**
 * Where a permission reaches:
 * `anywhere`; `self`: things of one's own; `own-village`: a village one is registered or resident in;
 * `own-body`: the body of the office acted in, or a body one is a member of; `contracted`: bodies whose books one's agency keeps;
 * `village`: every body of the office's own village; `division`: the office's division and everything below it.
 */
export type Reach = 'anywhere' | 'self' | 'own-village' | 'own-body' | 'contracted' | 'village' | 'division';

/** An office kind, or what a person is without an office: anyone (signed in or not), a bound person, a resident, a member. */
export type Role = OfficeKind | 'anyone' | 'person' | 'resident' | 'member';

/** The one place that says who may do and see what: action → role → reach. What is not here is denied. */
export const permissions = {
  // registry
  'divisions.read': { anyone: 'anywhere' },
  'divisions.import': { operator: 'anywhere' },
  'bodies.read': { anyone: 'anywhere' },
  'body.establish': { operator: 'anywhere', registrar: 'division' },
  'residents.import': { registrar: 'division' },
  'residents.read': { registrar: 'division', clerk: 'village', 'committee-chair': 'village' },
  'people.names': {
    person: 'self',
    registrar: 'division',
    clerk: 'village',
    'committee-chair': 'village',
    'collective-chair': 'village',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    supervisor: 'village',
    'department-officer': 'division',
    auditor: 'division',
  },
  'residents.record': { registrar: 'division' },
  'kinship.read': { person: 'self', registrar: 'division', clerk: 'village' },
  'kinship.record': { registrar: 'division', clerk: 'village' },
  'imports.read': { operator: 'anywhere', registrar: 'division' },
  'members.read': {
    registrar: 'division',
    member: 'own-body',
    'committee-chair': 'own-body',
    'collective-chair': 'own-body',
    supervisor: 'own-body',
  },
  'members.admit': { registrar: 'division' },
  'office.give': { operator: 'anywhere', registrar: 'division' },
  'offices.read': { anyone: 'anywhere' },
  'contract.sign': { registrar: 'division' },
  'slip.read': { registrar: 'division', clerk: 'village', operator: 'anywhere' },
  'slip.issue': { registrar: 'division', clerk: 'village', operator: 'anywhere' },
  'account.bind': { anyone: 'anywhere' },
  'account.unbind': { person: 'self', registrar: 'division' },
  'self.read': { anyone: 'self' },
  'personal-data.read': { person: 'self', registrar: 'division' },
  'personal-data.erase': { registrar: 'division' },
  'personal-data.restrict': { person: 'self', registrar: 'division' },
  'personal-data.reads': { person: 'self' },

  // publication
  'notice.write': { clerk: 'village', 'committee-chair': 'village', 'collective-chair': 'own-body' },
  'notice.read': { anyone: 'anywhere' },
  'notice.read-draft': { clerk: 'village', 'committee-chair': 'village', 'collective-chair': 'own-body' },
  'disclosure.draft': { 'agency-accountant': 'contracted', clerk: 'village', reporter: 'village' },
  'disclosure.confirm': { 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  'disclosure.submit': {
    'agency-accountant': 'contracted',
    clerk: 'village',
    'committee-chair': 'own-body',
    'collective-chair': 'own-body',
  },
  'disclosure.opinion': { 'supervision-chair': 'village', 'supervision-member': 'village', supervisor: 'own-body' },
  'disclosure.meeting': { clerk: 'village', 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  'disclosure.publish': { clerk: 'village', 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  'disclosure.post': {
    clerk: 'village',
    'committee-chair': 'village',
    'collective-chair': 'own-body',
    reporter: 'village',
  },
  'disclosure.correct': { 'agency-accountant': 'contracted', clerk: 'village' },
  'disclosure.withdraw': { 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  'disclosure.read': {
    resident: 'own-village',
    member: 'own-body',
    clerk: 'village',
    reporter: 'village',
    'committee-chair': 'village',
    'committee-member': 'village',
    'party-secretary': 'village',
    'collective-chair': 'own-body',
    'collective-director': 'own-body',
    supervisor: 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    'agency-manager': 'contracted',
    'agency-accountant': 'contracted',
    'agency-cashier': 'contracted',
    'department-officer': 'division',
    auditor: 'division',
  },
  'disclosure.read-draft': {
    clerk: 'village',
    reporter: 'village',
    'committee-chair': 'own-body',
    'collective-chair': 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    supervisor: 'own-body',
    'agency-accountant': 'contracted',
    'agency-manager': 'contracted',
  },
  'disclosure.statistics': { 'department-officer': 'division', auditor: 'division', registrar: 'division' },
  'sheet.check': { anyone: 'anywhere' },
  'objection.raise': { resident: 'own-village', member: 'own-body' },
  'objection.raise-on-paper': { clerk: 'village', 'supervision-chair': 'village', 'supervision-member': 'village' },
  'objection.answer': { clerk: 'village', 'committee-chair': 'own-body', 'collective-chair': 'own-body' },
  'objection.answer-above': { 'department-officer': 'division' },
  'objection.close': { person: 'self' },
  'objection.read': {
    person: 'self',
    clerk: 'village',
    'committee-chair': 'own-body',
    'collective-chair': 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    supervisor: 'own-body',
    'department-officer': 'division',
    auditor: 'division',
  },
  'blob.upload': { person: 'anywhere' },

  // audit
  'log.read-heads': { anyone: 'anywhere' },
  'log.read-fresh': {
    resident: 'own-village',
    member: 'own-body',
    clerk: 'village',
    'committee-chair': 'village',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    'department-officer': 'division',
    auditor: 'division',
    integrator: 'division',
  },
  'log.openings': {
    resident: 'own-village',
    member: 'own-body',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    clerk: 'village',
    'department-officer': 'division',
    auditor: 'division',
  },
  'log.receipt': { anyone: 'anywhere' },
  'log.timeline': { auditor: 'division', 'department-officer': 'division', resident: 'own-village' },
  'log.rotate-key': { operator: 'anywhere' },

  // integration
  'events.follow': {
    resident: 'own-village',
    member: 'own-body',
    clerk: 'village',
    'committee-chair': 'village',
    'supervision-chair': 'village',
    'supervision-member': 'village',
    'department-officer': 'division',
    auditor: 'division',
    integrator: 'division',
  },
  'webhook.register': { 'department-officer': 'division', auditor: 'division', integrator: 'division' },
  'webhook.manage': { person: 'self', operator: 'anywhere' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Role, Reach>>>>>;

export type Action = keyof typeof permissions;
