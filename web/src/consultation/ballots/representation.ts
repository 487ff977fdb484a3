import type { Roll } from './queries.ts';

/** What is told of a roll whose representatives are fewer or more than the law gives the households; else nothing. */
export const representationNote = ({ count, representation }: Pick<Roll, 'count' | 'representation'>) => {
  if (representation === null) return undefined;
  const { households, least, most, rules } = representation;
  if (count >= least && count <= most) return undefined;
  return { count, households, least, most, citation: rules.map((rule) => rule.citation).join('；') };
};
