import type { BoardEntry, DisclosureAction } from '../disclosure/disclosure-queries.ts';

/** What a person is asked to do first about a disclosure, out of all that she may; undefined where it waits for somebody else. */
const order = ['GIVE_OPINION', 'CONFIRM', 'SUBMIT', 'RECORD_MEETING', 'PUBLISH', 'POST', 'REVISE'] as const;
export type NextAction = (typeof order)[number];

export const nextAction = (
  disclosure: Pick<NonNullable<BoardEntry['disclosure']>, 'actions' | 'posted'>,
): NextAction | undefined => {
  const may = (action: DisclosureAction): boolean => disclosure.actions.includes(action);
  // A sheet that hangs everywhere may still be posted again; nobody is asked to.
  return order.find((action) => may(action) && !(action === 'POST' && disclosure.posted));
};
