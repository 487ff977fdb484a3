import { resourceOf } from '@cunjian/access';
import { discloses, matters, type Audience } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { act, derivedId, freeText, idInput, todayOf, type Acting, type Words } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { countDays } from '../count-days.ts';
import { topicDecider, type TopicCommand } from '../topic/decide.ts';
import { demandToday, refuseUnlessEntitled } from '../rules.ts';
import type { ExistingTopic } from '../topic/topic.ts';
import { bodyById, circleOf, resourceOfSubject } from './look-ups.ts';
import { proseOf, textInput, textOf } from './prose.ts';
import { standingOf } from './standing.ts';

const onTopic = z.object({ topic: idInput });
const proposeInput = textInput.extend({ body: idInput, matter: z.enum(matters) });

const audience = (_: unknown, resource: Parameters<typeof circleOf>[0]): Audience => circleOf(resource);

const clock = (consultation: Consultation) => ({ today: todayOf(consultation), countDays });

const propose = async (
  consultation: Consultation,
  ctx: Acting,
  { commandId, body: id, matter, ...input }: z.output<typeof proposeInput> & { readonly commandId: string },
) => {
  const body = await bodyById(consultation, id);
  const { person = '', acting } = ctx.caller;
  const topic = derivedId('topic', person, commandId);
  return act(consultation, ctx, {
    commandId,
    stream: topic,
    decider: topicDecider,
    resource: () => body && resourceOf(body),
    command: async (_, words): Promise<TopicCommand | Refused> => {
      if (body === undefined || !discloses(body.kind) || body.dissolvedOn !== undefined)
        return refuse('topic.wrong-body', { body: id }, 'body');
      const { kind: bodyKind, division } = body;
      const refused = refuseUnlessEntitled(consultation, ctx.caller, { body: id, bodyKind, division });
      if (refused !== undefined) return refused;
      const demand = demandToday(consultation, { body: id, bodyKind, division });
      const subject = { topic, division, body: id, bodyKind, matter, proposer: person, demand };
      // A committee that proposes is no supporter.
      const standing = acting === undefined ? await standingOf(consultation, ctx, person, subject) : undefined;
      if (isRefused(standing)) return standing;
      const text = await textOf(words, input, person);
      if (isRefused(text)) return text;
      return { do: 'propose', subject, office: acting?.kind, text, standing, ...clock(consultation) };
    },
    audience,
    result: { topic },
  });
};

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
        return isRefused(text) ? text : { do: 'revise', person, text };
      }),
    ),

  withdraw: command('topic.propose')
    .input(onTopic.extend({ reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, person, words) => {
        const reason = proseOf(words, input.reason, 'reason', person);
        return isRefused(reason) ? reason : { do: 'withdraw', person, reason };
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
