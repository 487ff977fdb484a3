import type { AssemblyKind, DueDate, ProceedingEvent } from '@cunjian/contracts';
import { foldHistory, loadStream } from '@cunjian/service-kit/acting';
import { dateInShanghai } from '@cunjian/statutes';
import { ballotIn } from './api/ballot-look-ups.ts';
import type { Consultation } from './consultation-context.ts';
import { proceedingDecider } from './proceeding/decide.ts';
import type { BallotDocument } from './projections/ballots.ts';
import { isAssemblyOf } from './topic/assembly-of.ts';

/** The duty to call an assembly. */
export interface Duty {
  readonly topic: string;
  readonly assembly: AssemblyKind;
  /** When it was demanded, RFC 3339: what was called before does not meet it. */
  readonly since: string;
  readonly due: DueDate;
}

/** Proceedings of one topic, and ballots of it. */
const maxOfTopic = 50;

/** A poll calls no assembly, nor does a ballot that was cancelled or opens too late. */
const isMetByBallot = (
  { assembly, since, due }: Duty,
  { rule, binding, status, calledAt, times }: BallotDocument,
): boolean =>
  isAssemblyOf(assembly, rule.assembly) &&
  binding &&
  status !== 'cancelled' &&
  calledAt >= since &&
  times.opensAt < due.endsAt;

/** By a meeting that was held or still is to be: not one that was put off, or whose procedure was given up before. */
const isMetByMeeting = async (
  consultation: Consultation,
  proceeding: string,
  { assembly: demanded, since, due }: Duty,
): Promise<boolean> => {
  const history = await loadStream(consultation, proceeding);
  const state = foldHistory(proceedingDecider, history);
  if (state.status === 'none') return false;
  const events = history.map(({ name, data, time }) => ({ event: { type: name, data } as ProceedingEvent, time }));
  const calls = events.flatMap(({ event, time }) =>
    event.type === 'meeting-called' ? [{ ...event.data, isAfter: time >= since }] : [],
  );
  const held = state.taken.filter(({ assembly, ballot }) => isAssemblyOf(demanded, assembly) && ballot === undefined);
  const isCalled = calls.some(
    ({ step, on, assembly, isAfter }) =>
      isAfter &&
      isAssemblyOf(demanded, assembly) &&
      on <= due.lastDay &&
      ((state.status === 'under-way' && state.calls.get(step)?.on === on) ||
        held.some((one) => one.step === step && one.on === on)),
  );
  // Where no rule asks for notice, a meeting may be recorded that nobody called here.
  const isHeld = held.some(
    ({ step, on }) =>
      on >= dateInShanghai(since) && on <= due.lastDay && !calls.some((call) => call.step === step && call.on === on),
  );
  return isCalled || isHeld;
};

/** Whether the assembly was called as it was demanded, by a ballot or a meeting on the topic. */
export const isAssemblyCalled = async (consultation: Consultation, duty: Duty): Promise<boolean> => {
  const { models } = consultation;
  const { topic } = duty;
  const { items } = await models.proceedings.find({ where: { topic }, limit: maxOfTopic });
  const proceedings = items.map(({ key }) => key);
  const [ofProceedings, ofTopic] = await Promise.all([
    models.ballots.find({ where: { proceeding: { in: proceedings } }, limit: maxOfTopic }),
    models.ballots.find({ where: { topic }, limit: maxOfTopic }),
  ]);
  const meeting = [...ofProceedings.items, ...ofTopic.items].filter(({ document }) => isMetByBallot(duty, document));
  // One that was cancelled a moment ago may not be read as such yet.
  const called = await Promise.all(meeting.map(({ key }) => ballotIn(consultation, key)));
  if (called.some((found) => found?.state.status !== 'cancelled')) return true;
  const met = await Promise.all(proceedings.map((one) => isMetByMeeting(consultation, one, duty)));
  return met.includes(true);
};
