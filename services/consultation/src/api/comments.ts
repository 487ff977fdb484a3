import { moderationGrounds, type Audience } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { act, derivedId, freeText, idInput, loadStream, type Acting, type Words } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import { circleOf, resourceOfSubject } from '@cunjian/access';
import { commentDecider, type CommentCommand } from '../comment/decide.ts';
import type { ExistingComment } from '../comment/comment.ts';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { appealDue } from '../rules.ts';
import { proseOf } from './prose.ts';
import { topicHead } from './topic-of.ts';

export const stances = ['for', 'against', 'none'] as const;

const onComment = z.object({ comment: idInput });
const makeInput = z.object({
  topic: idInput,
  /** The comment it replies to; a reply to a reply stands in the same thread. */
  parent: idInput.optional(),
  stance: z.enum(stances).default('none'),
  text: freeText,
});

const audience = (_: unknown, resource: Parameters<typeof circleOf>[0]): Audience => circleOf(resource);

/** The comment under which a reply stands: threads have one level. Refuses `comment.unknown-parent`. */
const threadOf = async (
  consultation: Consultation,
  topic: string,
  parent: string | undefined,
): Promise<string | undefined | Refused> => {
  if (parent === undefined) return undefined;
  const [first] = await loadStream(consultation, parent);
  if (first?.name !== 'comment-made') return refuse('comment.unknown-parent', { parent }, 'parent');
  const made = first.data as { readonly topic: string; readonly parent?: string };
  return made.topic === topic ? (made.parent ?? parent) : refuse('comment.unknown-parent', { parent }, 'parent');
};

const make = async (
  consultation: Consultation,
  ctx: Acting,
  { commandId, topic, parent, stance, text: prose }: z.output<typeof makeInput> & { readonly commandId: string },
) => {
  const head = await topicHead(consultation, topic);
  const { person = '', acting } = ctx.caller;
  const comment = derivedId('comment', person, commandId);
  return act(consultation, ctx, {
    commandId,
    stream: comment,
    decider: commentDecider,
    resource: () => head && resourceOfSubject(head),
    command: async (_, words): Promise<CommentCommand | Refused> => {
      if (head === undefined) return refuse('topic.unknown', {}, 'topic');
      if (head.status === 'withdrawn') return refuse('topic.withdrawn', {}, 'topic');
      const thread = await threadOf(consultation, topic, parent);
      if (isRefused(thread)) return thread;
      const text = proseOf(words, prose, 'text', person);
      if (isRefused(text)) return text;
      const { division, body, bodyKind, proposer } = head;
      const subject = { comment, topic, division, body, bodyKind, author: person };
      const said = { parent: thread, stance, text, office: acting?.kind };
      return { do: 'make', subject, ...said, proposer: proposer === person };
    },
    audience,
    result: { comment },
  });
};

/** A command on a comment that is there. */
const onExisting = (
  consultation: Consultation,
  ctx: Acting,
  { commandId, comment }: { readonly commandId: string; readonly comment: string },
  command: (state: ExistingComment, person: string, words: Words) => Promise<CommentCommand | Refused>,
) =>
  act(consultation, ctx, {
    commandId,
    stream: comment,
    decider: commentDecider,
    resource: (state) => (state.status === 'none' ? undefined : resourceOfSubject(state)),
    command: async (state, words) =>
      state.status === 'none' ? refuse('comment.unknown') : command(state, ctx.caller.person ?? '', words),
    audience,
    result: { comment },
  });

export const commentCommands = (consultation: Consultation, { command }: Procedures) => ({
  make: command('comment.write')
    .input(makeInput)
    .mutation(({ ctx, input }) => make(consultation, ctx, input)),

  /** By its author; earlier texts stay visible. */
  edit: command('comment.write')
    .input(onComment.extend({ text: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, person, words) => {
        const text = proseOf(words, input.text, 'text', person);
        return isRefused(text) ? text : { do: 'edit', person, text };
      }),
    ),

  /** With a ground and a reason that everybody who reads the comment reads, too. */
  fold: command('comment.moderate')
    .input(onComment.extend({ ground: z.enum(moderationGrounds), reason: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, _person, words) => {
        const reason = proseOf(words, input.reason, 'reason');
        return isRefused(reason) ? reason : { do: 'fold', ground: input.ground, reason };
      }),
    ),

  /** By its author, to the supervision committee or the collective's board of supervisors. */
  appeal: command('comment.write')
    .input(onComment.extend({ text: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (state, person, words) => {
        const text = proseOf(words, input.text, 'text', person);
        return isRefused(text) ? text : { do: 'appeal', person, text, due: appealDue(consultation, state) };
      }),
    ),

  decideAppeal: command('comment.review')
    .input(onComment.extend({ unfolded: z.boolean(), reasons: freeText }))
    .mutation(({ ctx, input }) =>
      onExisting(consultation, ctx, input, async (_, person, words) => {
        const reasons = proseOf(words, input.reasons, 'reasons');
        return isRefused(reasons) ? reasons : { do: 'decide-appeal', person, unfolded: input.unfolded, reasons };
      }),
    ),
});
