import { RequestFailed, saysNoRight } from './answer.ts';
import type { Place } from './follow-log.ts';

interface LogEnd {
  readonly divisionEvents: { readonly log: string; readonly size: number };
}
const query = `query LogEnd($division: DivisionCode!) {
  divisionEvents(division: $division, fromIndex: 0, first: 1) { log size } }`;

/** Where the log of a division ends now; undefined where there is no right to it. Rejects where no answer comes. */
export const logEnd = async (
  division: string,
  ask: (query: string, variables: object) => Promise<LogEnd>,
): Promise<Place | undefined> => {
  try {
    const { log, size } = (await ask(query, { division })).divisionEvents;
    return { log, next: size };
  } catch (error) {
    if (error instanceof RequestFailed && saysNoRight(error.errors)) return undefined;
    throw error;
  }
};
