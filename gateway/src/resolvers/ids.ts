/** Types of `Node`, told by the form of their ids: the services' own, which are unique over all types. */
const forms = [
  ['Division', /^\d{12}$/],
  ['Body', /^\d{12}-./],
  ['Office', /^office-./],
  ['Notice', /^notice-./],
  ['FinanceDisclosure', /^disclosure-./],
  ['Objection', /^objection-./],
  ['Topic', /^topic-./],
  ['Proceeding', /^proceeding-./],
  ['Resolution', /^resolution-./],
  ['Comment', /^comment-./],
  ['Suggestion', /^suggestion-./],
  ['Ballot', /^ballot-./],
] as const;
export type NodeType = (typeof forms)[number][0];

export const nodeTypeOf = (id: string): NodeType | undefined => forms.find(([, form]) => form.test(id))?.[0];
