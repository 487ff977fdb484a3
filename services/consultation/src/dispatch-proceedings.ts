import type { BallotEvent, DeliberationStep } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { carryOut, foldHistory, instantOf, loadStream } from '@cunjian/service-kit/acting';
import { dateInShanghai } from '@cunjian/statutes';
import { circleOf } from '@cunjian/access';
import { proceedingIn } from './api/proceeding-look-ups.ts';
import { bodyOfResolution, streamOfBody } from './api/resolutions.ts';
import type { Consultation } from './consultation-context.ts';
import type { ProceedingCommand } from './proceeding/command.ts';
import { proceedingDecider } from './proceeding/decide.ts';
import { nextStep } from './proceeding/proceeding.ts';
import { resolutionsDecider } from './resolutions/decide.ts';

type Carried = Promise<'done' | Refused>;

const onProceeding = async (
  consultation: Consultation,
  dispatched: DispatchedCommand,
  proceeding: string,
  command: ProceedingCommand,
): Carried => {
  const state = await proceedingIn(consultation, proceeding);
  if (state.status === 'none') return refuse('proceeding.unknown');
  const { division, body } = state.subject;
  const where = { division, body, audience: circleOf(state.subject) };
  return carryOut(consultation, dispatched, { stream: proceeding, decider: proceedingDecider, command, ...where });
};

/** A poll takes no step that binds. */
const isBinding = async (consultation: Consultation, proceeding: string): Promise<boolean> => {
  const state = await proceedingIn(consultation, proceeding);
  return state.status === 'under-way' && nextStep(state)?.binding === true;
};

/** What a ballot was called for, and what came of it; a poll under a topic is of no procedure. */
export const takeBallotStep = async (consultation: Consultation, command: DispatchedCommand): Carried => {
  const { ballot } = command.data as { readonly ballot: string };
  const history = await loadStream(consultation, ballot);
  const events = history.map(({ name, data, time }) => ({ event: { type: name, data } as BallotEvent, time }));
  const called = events.map(({ event }) => event).find((event) => event.type === 'ballot-called');
  const proceeding = called?.data.proceeding;
  if (called === undefined || proceeding === undefined) return 'done';
  const counted = events.findLast(({ event }) => event.type === 'ballot-counted');
  if (counted?.event.type !== 'ballot-counted') return 'done';
  const { assembly } = called.data.rule;
  if (!called.data.binding && (await isBinding(consultation, proceeding))) return 'done';
  const { arithmetic } = counted.event.data;
  const on = dateInShanghai(counted.time);
  return onProceeding(consultation, command, proceeding, { do: 'take-ballot', ballot, assembly, arithmetic, on });
};

export const takePublicationStep = (consultation: Consultation, command: DispatchedCommand): Carried => {
  const { proceeding, step, on } = command.data as {
    readonly proceeding: string;
    readonly step: DeliberationStep;
    readonly on: string;
  };
  return onProceeding(consultation, command, proceeding, { do: 'take-publication', step, on });
};

export const markResolutionOverdue = async (consultation: Consultation, dispatched: DispatchedCommand): Carried => {
  const { resolution, which } = dispatched.data as { readonly resolution: string; readonly which: 'deadline' | 'year' };
  const stream = streamOfBody(bodyOfResolution(resolution));
  const history = await loadStream(consultation, stream);
  const [first] = history;
  if (first === undefined || !foldHistory(resolutionsDecider, history).all.has(resolution))
    return refuse('resolution.unknown');
  const { partitionkey: division, body, audience } = first;
  const command = { do: 'mark-overdue', resolution, which, now: instantOf(consultation) } as const;
  const where = { division, body, audience };
  return carryOut(consultation, dispatched, { stream, decider: resolutionsDecider, command, ...where });
};
