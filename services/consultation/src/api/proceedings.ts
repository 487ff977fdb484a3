import { assemblyKinds, civilDate, deliberationSteps, procedureKinds } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { act, freeText, idInput, todayOf, type Acting, type Words } from '@cunjian/service-kit/acting';
import { countDays, procedureInForce } from '@cunjian/statutes';
import { z } from 'zod';
import { circleOf, resourceOfSubject } from '@cunjian/access';
import type { Consultation, Procedures } from '../consultation-context.ts';
import type { ProceedingCommand, RecordStep } from '../proceeding/command.ts';
import { proceedingDecider } from '../proceeding/decide.ts';
import type { Proceeding } from '../proceeding/proceeding.ts';
import { hasLiveBallot } from './live-ballots.ts';
import { membersOn, optionalFile, optionalProse, streamToBegin, topicIn } from './proceeding-look-ups.ts';
import { fileInput, proseOf } from './prose.ts';

type Begun = Exclude<Proceeding, { status: 'none' }>;

const people = z.int().min(0).max(10_000_000);
const onProceeding = z.object({ proceeding: idInput });
const beginInput = z.object({ topic: idInput, kind: z.enum(procedureKinds), group: idInput.optional() });
const callInput = onProceeding.extend({
  step: z.enum(deliberationSteps),
  assembly: z.enum(assemblyKinds),
  on: civilDate,
  place: freeText,
  agenda: freeText,
});
const recordInput = onProceeding.extend({
  step: z.enum(deliberationSteps),
  on: civilDate,
  mergeWithNext: z.boolean().default(false),
  assembly: z.enum(assemblyKinds).optional(),
  /** Of the party branch alone: the register knows how many belong to the others. */
  members: people.optional(),
  hands: z.object({ present: people, for: people, against: people, abstained: people }).optional(),
  minutes: fileInput.optional(),
  text: freeText.optional(),
});

const begin = async (
  consultation: Consultation,
  ctx: Acting,
  { commandId, topic: id, kind, group }: z.output<typeof beginInput> & { commandId: string },
) => {
  const [topic, stream] = await Promise.all([topicIn(consultation, id), streamToBegin(consultation, id, commandId)]);
  return act(consultation, ctx, {
    commandId,
    stream,
    decider: proceedingDecider,
    resource: () => topic && resourceOfSubject(topic),
    command: async (): Promise<ProceedingCommand | Refused> => {
      if (topic === undefined) return refuse('proceeding.topic-unknown', {}, 'topic');
      if (topic.isWithdrawn) return refuse('proceeding.topic-withdrawn', {}, 'topic');
      if (kind === 'group-decision' && group === undefined) return refuse('proceeding.group-missing', {}, 'group');
      const { division, body, bodyKind, matter } = topic;
      const today = todayOf(consultation);
      const asked = { kind, matter, body, bodyKind, division, date: today };
      const procedure = procedureInForce(consultation.ruleBook, asked);
      if (isRefused(procedure)) return procedure;
      const ofGroup = group === undefined ? {} : { group };
      const subject = { proceeding: stream, topic: id, division, body, bodyKind, matter, ...ofGroup };
      return { do: 'begin', subject, procedure, today };
    },
    audience: (_, resource) => circleOf(resource),
    result: { proceeding: stream },
  });
};

/** A command on a proceeding that is there. */
const onExisting = (
  consultation: Consultation,
  ctx: Acting,
  { commandId, proceeding }: { readonly commandId: string; readonly proceeding: string },
  prepare: (state: Begun, words: Words) => Promise<ProceedingCommand | Refused>,
) =>
  act(consultation, ctx, {
    commandId,
    stream: proceeding,
    decider: proceedingDecider,
    resource: (state) => (state.status === 'none' ? undefined : resourceOfSubject(state.subject)),
    command: async (state, words) => (state.status === 'none' ? refuse('proceeding.unknown') : prepare(state, words)),
    audience: (_, resource) => circleOf(resource),
    result: { proceeding },
  });

const acted = (consultation: Consultation, { caller }: Acting) => ({
  ...{ today: todayOf(consultation), countDays, officeKind: caller.acting?.kind },
});

type Recorded = z.output<typeof recordInput>;

/** How many belong to the assembly is looked up for the day of the meeting, and never for a day to come. */
const meetingOf = async (
  consultation: Consultation,
  ctx: Acting,
  { subject }: Begun,
  { assembly, on, members: entered, hands }: Recorded,
): Promise<Pick<RecordStep, 'meeting'> | Refused> => {
  if (assembly === undefined || hands === undefined) return {};
  const today = todayOf(consultation);
  const members = await membersOn(consultation, ctx, subject, { assembly, on: on < today ? on : today, entered });
  return isRefused(members) ? members : { meeting: { assembly, members, hands } };
};

const record = (consultation: Consultation, ctx: Acting, input: Recorded & { commandId: string }) =>
  onExisting(consultation, ctx, input, async (state, words) => {
    const { step, on, mergeWithNext } = input;
    const meeting = await meetingOf(consultation, ctx, state, input);
    if (isRefused(meeting)) return meeting;
    const minutes = await optionalFile(words, input.minutes, 'minutes');
    if (isRefused(minutes)) return minutes;
    const text = optionalProse(words, input.text, 'text');
    if (isRefused(text)) return text;
    return { do: 'record', step, on, mergeWithNext, minutes, text, ...meeting, ...acted(consultation, ctx) };
  });

export const proceedingCommands = (consultation: Consultation, { command }: Procedures) => ({
  /** Of a topic; its rules are fixed from then on. */
  begin: command('proceeding.begin')
    .input(beginInput)
    .mutation(({ ctx, input }) => begin(consultation, ctx, input)),

  callMeeting: command('proceeding.record')
    .input(callInput)
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, words) => {
        const { step, assembly, on } = input;
        const place = proseOf(words, input.place, 'place');
        if (isRefused(place)) return place;
        const agenda = proseOf(words, input.agenda, 'agenda');
        if (isRefused(agenda)) return agenda;
        return { do: 'call-meeting', step, assembly, on, place, agenda, ...acted(consultation, ctx) };
      }),
    ),

  /** A meeting with its show of hands, or an act that the procedure asks for. */
  record: command('proceeding.record')
    .input(recordInput)
    .mutation(({ ctx, input }) => record(consultation, ctx, input)),

  abandon: command('proceeding.record')
    .input(onProceeding.extend({ reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (state, words) => {
        const reason = proseOf(words, input.reason, 'reason');
        if (isRefused(reason)) return reason;
        const ballotUnderWay = await hasLiveBallot(consultation, state);
        return { do: 'abandon', reason, ballotUnderWay, officeKind: ctx.caller.acting?.kind };
      }),
    ),
});
