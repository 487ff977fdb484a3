import { foldHistory, instantOf, loadStream, todayOf } from '@cunjian/service-kit/acting';
import type { DisclosureSubject } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { countDays } from '@cunjian/statutes';
import { disclosureDecider } from '../disclosure/decide.ts';
import type { Disclosure, Published } from '../disclosure/disclosure.ts';
import type { Objected, ObjectionCommand } from '../objection/decide.ts';
import { type Publication } from '../publication-context.ts';

/** What is out of a disclosure, from its stream as it is now. */
export interface Out {
  readonly subject: DisclosureSubject;
  readonly published: Published;
}

export const disclosureIn = async (publication: Publication, disclosure: string): Promise<Disclosure> =>
  foldHistory(disclosureDecider, await loadStream(publication, disclosure));

export const outOf = (state: Disclosure): Out | undefined =>
  state.status === 'published' || state.status === 'withdrawn' || state.status === 'correcting' ? state : undefined;

export const objectedOf = ({ subject, published }: Out): Objected => {
  const { disclosure, body, bodyKind, division, period } = subject;
  const { version, content, procedure, window } = published;
  const lines = new Set(content.accounts.flatMap((account) => account.lines.map(({ line }) => line)));
  return {
    ...{ disclosure, body, bodyKind, division, period, version, lines, procedure },
    windowClosed: window.is === 'closed',
  };
};

export const clock = (publication: Publication) => ({ today: todayOf(publication), countDays });

/** What the reaction to a passed deadline asks for. */
export const overdueCommand = async (
  publication: Publication,
  disclosure: string,
): Promise<ObjectionCommand | Refused> => {
  const out = outOf(await disclosureIn(publication, disclosure));
  if (out === undefined) return refuse('disclosure.not-published');
  const { escalation } = out.published.procedure;
  return { do: 'mark-overdue', now: instantOf(publication), escalation, ...clock(publication) };
};
