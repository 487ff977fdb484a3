/** Offices that call ballots; what they may do the service says. */
export const callers: ReadonlySet<string> = new Set([
  'CLERK',
  'COMMITTEE_CHAIR',
  'PARTY_SECRETARY',
  'COLLECTIVE_CHAIR',
]);
