import { type Caller, circleOf, resourceOf, resourceOfSubject } from '@cunjian/access';
import { matters, type Audience } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import {
  act,
  derivedId,
  derivedUuid,
  foldHistory,
  freeText,
  idInput,
  loadStream,
  todayOf,
  type Acting,
  type Words,
} from '@cunjian/service-kit/acting';
import { z } from 'zod';
import { countDays } from '@cunjian/statutes';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { suggestionDecider } from '../suggestion/decide.ts';
import { topicDecider, type TopicCommand } from '../topic/decide.ts';
import { demandable, demandToday, refuseUnlessEntitled } from '../rules.ts';
import type { ExistingTopic } from '../topic/topic.ts';
import { bodyById, deliberates } from './look-ups.ts';
import { proseOf, textInput, textOf } from './prose.ts';
import { standingOf } from './standing.ts';
import { mayRead, mayTakeUp } from './suggestion-queries.ts';

const onTopic = z.object({ topic: idInput });
const proposeInput = textInput.extend({
  body: idInput,
  matter: z.enum(matters),
  /** The assembly that it asks for, where the body has several: by default that of everybody. */
  assembly: z.enum(demandable).optional(),
  /** The suggestion it grows from. */
  suggestion: idInput.optional(),
});

const audience = (_: unknown, resource: Parameters<typeof circleOf>[0]): Audience => circleOf(resource);

const clock = (consultation: Consultation) => ({ today: todayOf(consultation), countDays });

/** A suggestion becomes one topic at most: its name is made of it. */
const topicId = (person: string, commandId: string, suggestion: string | undefined): string =>
  suggestion === undefined ? derivedId('topic', person, commandId) : `topic-${derivedUuid('topic-of', suggestion)}`;

/** The suggestion that a topic grows from is of the same body; to whoever may not read it, it is not there. */
const refuseSuggestion = async (
  consultation: Consultation,
  caller: Caller,
  body: string,
  suggestion: string | undefined,
): Promise<Refused | undefined> => {
  if (suggestion === undefined) return undefined;
  const state = foldHistory(suggestionDecider, await loadStream(consultation, suggestion));
  if (state.status === 'none' || state.body !== body || !mayRead(caller, state))
    return refuse('suggestion.unknown', {}, 'suggestion');
  if (!mayTakeUp(caller, state)) return refuse('suggestion.not-suggester', {}, 'suggestion');
  return state.topic === undefined ? undefined : refuse('topic.exists', {}, 'suggestion');
};

const propose = async (
  consultation: Consultation,
  ctx: Acting,
  {
    commandId,
    body: id,
    matter,
    assembly,
    suggestion,
    ...input
  }: z.output<typeof proposeInput> & { readonly commandId: string },
) => {
  const body = await bodyById(consultation, id);
  const { person = '', acting } = ctx.caller;
  const topic = topicId(person, commandId, suggestion);
  return act(consultation, ctx, {
    commandId,
    stream: topic,
    decider: topicDecider,
    resource: () => body && resourceOf(body),
    command: async (_, words): Promise<TopicCommand | Refused> => {
      if (body === undefined || !deliberates(body)) return refuse('topic.wrong-body', { body: id }, 'body');
      const { kind: bodyKind, division } = body;
      const of = { division, body: id, bodyKind };
      const refused =
        refuseUnlessEntitled(consultation, ctx.caller, of) ??
        (await refuseSuggestion(consultation, ctx.caller, id, suggestion));
      if (refused !== undefined) return refused;
      const demand = demandToday(consultation, { ...of, matter, assembly });
      if (isRefused(demand)) return demand;
      const subject = { topic, ...of, matter, proposer: person, demand };
      // A committee that proposes is no supporter.
      const standing = acting === undefined ? await standingOf(consultation, ctx, person, subject) : undefined;
      if (isRefused(standing)) return standing;
      const text = await textOf(words, input, person);
      if (isRefused(text)) return text;
      return { do: 'propose', subject, office: acting?.kind, suggestion, text, standing, ...clock(consultation) };
    },
    audience,
    result: { topic },
  });
};

/** Whether a procedure has been begun on it. */
const inProcedure = async ({ models }: Consultation, topic: string): Promise<boolean> =>
  (await models.proceedings.find({ where: { topic }, limit: 1 })).items.length > 0;

/** A command on a topic that is there. */
const onExisting = (
  consultation: Consultation,
  ctx: Acting,
  { commandId, topic }: { readonly commandId: string; readonly topic: string },
  command: (state: ExistingTopic, person: string, words: Words) => Promise<TopicCommand | Refused>,
) =>
  act(consultation, ctx, {
    commandId,
    stream: topic,
    decider: topicDecider,
    resource: (state) => (state.status === 'none' ? undefined : resourceOfSubject(state)),
    command: async (state, words) =>
      state.status === 'none' ? refuse('topic.unknown') : command(state, ctx.caller.person ?? '', words),
    audience,
    result: { topic },
  });

export const topicCommands = (consultation: Consultation, { command }: Procedures) => ({
  /** By a resident or a member for herself, who then supports it, or by a committee. */
  propose: command('topic.propose')
    .input(proposeInput)
    .mutation(({ ctx, input }) => propose(consultation, ctx, input)),

  revise: command('topic.propose')
    .input(onTopic.extend(textInput.shape))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, person, words) => {
        const text = await textOf(words, input, person);
        if (isRefused(text)) return text;
        return { do: 'revise', person, text, inProcedure: await inProcedure(consultation, input.topic) };
      }),
    ),

  withdraw: command('topic.propose')
    .input(onTopic.extend({ reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, person, words) => {
        const reason = proseOf(words, input.reason, 'reason', person);
        if (isRefused(reason)) return reason;
        return { do: 'withdraw', person, reason, inProcedure: await inProcedure(consultation, input.topic) };
      }),
    ),

  support: command('topic.support')
    .input(onTopic)
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (state, person) => {
        const refused = refuseUnlessEntitled(consultation, ctx.caller, state);
        if (refused !== undefined) return refused;
        const standing = await standingOf(consultation, ctx, person, state);
        return isRefused(standing) ? standing : { do: 'support', standing, ...clock(consultation) };
      }),
    ),

  withdrawSupport: command('topic.support')
    .input(onTopic)
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, person) => ({ do: 'withdraw-support', person })),
    ),

  /** Of both sides, by the committee; a further one is a further version. */
  summarise: command('topic.summarise')
    .input(onTopic.extend({ text: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, _person, words) => {
        const text = proseOf(words, input.text, 'text');
        return isRefused(text) ? text : { do: 'summarise', text };
      }),
    ),
});
