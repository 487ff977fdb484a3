/** Offices that a kind of body has (services/registry refuses any other). */
const ofCommittee = [
  'COMMITTEE_CHAIR',
  'COMMITTEE_MEMBER',
  'PARTY_SECRETARY',
  'CLERK',
  'REPORTER',
  'SUPERVISION_CHAIR',
  'SUPERVISION_MEMBER',
] as const;
const ofCollective = ['COLLECTIVE_CHAIR', 'COLLECTIVE_DIRECTOR', 'SUPERVISOR'] as const;

export const officesOf: Readonly<Record<string, readonly string[]>> = {
  VILLAGERS_COMMITTEE: ofCommittee,
  RESIDENTS_COMMITTEE: ofCommittee,
  COLLECTIVE: [...ofCollective, 'REPORTER'],
  GROUP_COLLECTIVE: [...ofCollective, 'REPORTER'],
  AGENCY: ['AGENCY_MANAGER', 'AGENCY_ACCOUNTANT', 'AGENCY_CASHIER'],
  GOVERNMENT: ['REGISTRAR', 'DEPARTMENT_OFFICER', 'AUDITOR', 'OPERATOR', 'INTEGRATOR'],
};
