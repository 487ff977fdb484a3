/** Which pages an office has a use for; what it may do there the services say (libs/access). */
export const areas = {
  board: [
    'AGENCY_ACCOUNTANT',
    'AGENCY_MANAGER',
    'AGENCY_CASHIER',
    'CLERK',
    'REPORTER',
    'COMMITTEE_CHAIR',
    'COMMITTEE_MEMBER',
    'PARTY_SECRETARY',
    'COLLECTIVE_CHAIR',
    'COLLECTIVE_DIRECTOR',
    'SUPERVISION_CHAIR',
    'SUPERVISION_MEMBER',
    'SUPERVISOR',
  ],
  draft: ['AGENCY_ACCOUNTANT', 'CLERK', 'REPORTER'],
  /** Begins the procedure of a topic. */
  proceedings: ['CLERK', 'COMMITTEE_CHAIR', 'PARTY_SECRETARY', 'COLLECTIVE_CHAIR'],
  /** Sees to it that the villagers' representatives meet. */
  meetings: ['CLERK', 'COMMITTEE_CHAIR', 'PARTY_SECRETARY'],
  /** Takes steps of procedures, and carries out resolutions. */
  deliberation: [
    'CLERK',
    'COMMITTEE_CHAIR',
    'COMMITTEE_MEMBER',
    'PARTY_SECRETARY',
    'COLLECTIVE_CHAIR',
    'COLLECTIVE_DIRECTOR',
  ],
  reviews: ['SUPERVISION_CHAIR', 'SUPERVISION_MEMBER', 'SUPERVISOR'],
  objections: ['CLERK', 'COMMITTEE_CHAIR', 'COLLECTIVE_CHAIR', 'DEPARTMENT_OFFICER'],
  paper: ['CLERK', 'SUPERVISION_CHAIR', 'SUPERVISION_MEMBER'],
  topics: ['CLERK', 'COMMITTEE_CHAIR', 'COLLECTIVE_CHAIR'],
  suggestions: ['CLERK', 'COMMITTEE_CHAIR', 'COLLECTIVE_CHAIR'],
  paperSuggestions: ['CLERK'],
  appeals: ['SUPERVISION_CHAIR', 'SUPERVISION_MEMBER', 'SUPERVISOR'],
  notices: ['CLERK', 'COMMITTEE_CHAIR', 'COLLECTIVE_CHAIR', 'REGISTRAR'],
  writeNotices: ['CLERK', 'COMMITTEE_CHAIR', 'COLLECTIVE_CHAIR'],
  eraseFiles: ['REGISTRAR'],
  statistics: ['DEPARTMENT_OFFICER', 'AUDITOR', 'REGISTRAR'],
  ballots: [
    'CLERK',
    'COMMITTEE_CHAIR',
    'COMMITTEE_MEMBER',
    'PARTY_SECRETARY',
    'COLLECTIVE_CHAIR',
    'COLLECTIVE_DIRECTOR',
    'SUPERVISION_CHAIR',
    'SUPERVISION_MEMBER',
    'SUPERVISOR',
  ],
  audit: ['AUDITOR', 'DEPARTMENT_OFFICER'],
  /** Of the own village; auditors and departments see the record of each village where they audit it. */
  exports: ['SUPERVISION_CHAIR', 'SUPERVISION_MEMBER', 'SUPERVISOR'],
  residents: ['REGISTRAR', 'CLERK', 'COMMITTEE_CHAIR'],
  personalData: ['REGISTRAR'],
  kinship: ['REGISTRAR', 'CLERK'],
  members: ['REGISTRAR', 'COMMITTEE_CHAIR', 'COLLECTIVE_CHAIR', 'SUPERVISOR'],
  contracts: ['REGISTRAR'],
  bodies: ['REGISTRAR', 'OPERATOR'],
  slips: ['REGISTRAR', 'CLERK', 'OPERATOR'],
  divisions: ['OPERATOR'],
  webhooks: ['INTEGRATOR', 'DEPARTMENT_OFFICER', 'AUDITOR'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Area = keyof typeof areas;

export const hasArea = (office: string | undefined, area: Area): boolean =>
  office !== undefined && (areas[area] as readonly string[]).includes(office);
