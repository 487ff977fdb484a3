import { z } from 'zod';
import type { EventsOf, ServiceContracts } from '../catalogue.ts';
import { attachment } from '../disclosure-content.ts';
import { dueDate } from '../disclosure-procedure.ts';
import { divisionCode } from '../envelope.ts';
import { bodyKinds, officeKinds } from '../offices.ts';
import { digestField } from '../personal-data.ts';
import { demandOf, demandRule } from './procedures.ts';
import { assemblyKinds, matters } from './voting.ts';

const id = z.string().min(1).max(200);
const count = z.int().min(0);
const prose = digestField('free-text');
const topic = { topic: id };
/** Towards which thresholds: she belonged to these when she supported it. */
const countsAs = z.array(z.enum(demandOf));
const text = { title: prose, text: prose, attachments: z.array(attachment) };

export const moderationGrounds = ['personal-data', 'insult', 'unlawful', 'off-topic', 'advertising'] as const;
export type ModerationGround = (typeof moderationGrounds)[number];

export const topicEvents = {
  'topic-proposed': {
    version: 1,
    describe: 'A resident or a committee proposed a topic 议题 to a body of the village.',
    data: z.object({
      ...topic,
      division: divisionCode,
      /** To whom it is proposed. */
      body: id,
      bodyKind: z.enum(bodyKinds),
      matter: z.enum(matters),
      ...text,
      /** The person who proposes; acting in an office, that says so. */
      proposer: id,
      office: z.enum(officeKinds).optional(),
      /** The suggestion it grew from. */
      suggestion: id.optional(),
      /** Absent where no rule lets supporters oblige anybody. */
      demand: demandRule.optional(),
    }),
  },
  'topic-revised': {
    version: 1,
    describe: 'The proposer changed the text; earlier ones stay visible.',
    data: z.object({ ...topic, version: z.int().min(2), ...text }),
  },
  'topic-supported': {
    version: 1,
    describe: 'A person supports the topic as it then read; counted once.',
    data: z.object({
      ...topic,
      person: id,
      version: z.int().min(1),
      countsAs,
      /** How many people each threshold is a share of, on that day. */
      members: z.array(z.object({ of: z.enum(demandOf), count })),
    }),
  },
  'support-withdrawn': {
    version: 1,
    describe: 'A person no longer supports the topic.',
    data: z.object({ ...topic, person: id, countsAs }),
  },
  'assembly-demanded': {
    version: 1,
    describe: 'So many support it that the rule obliges the committee to call the assembly.',
    data: z.object({
      ...topic,
      assembly: z.enum(assemblyKinds),
      of: z.enum(demandOf),
      have: count,
      needed: count,
      members: count,
      due: dueDate,
    }),
  },
  'assembly-overdue': {
    version: 1,
    describe: 'The assembly was due and was not called.',
    data: z.object(topic),
  },
  'topic-summarised': {
    version: 1,
    describe: "The committee attached a summary of both sides; it is the committee's.",
    data: z.object({ ...topic, version: z.int().min(1), text: prose }),
  },
  'topic-withdrawn': {
    version: 1,
    describe: 'The proposer withdrew the topic; it stays visible with the reason.',
    data: z.object({ ...topic, reason: prose }),
  },
  'comment-made': {
    version: 1,
    describe: 'A comment or a reply under a topic.',
    data: z.object({
      comment: id,
      ...topic,
      division: divisionCode,
      body: id,
      bodyKind: z.enum(bodyKinds),
      /** The comment it replies to. */
      parent: id.optional(),
      stance: z.enum(['for', 'against', 'none']),
      text: prose,
      author: id,
      office: z.enum(officeKinds).optional(),
      /** By the proposer of the topic: an answer. */
      proposer: z.boolean(),
    }),
  },
  'comment-edited': {
    version: 1,
    describe: 'The author changed a comment; earlier texts stay visible.',
    data: z.object({ comment: id, version: z.int().min(2), text: prose }),
  },
  'comment-folded': {
    version: 1,
    describe: 'A comment was folded away with a published reason; it can still be opened.',
    data: z.object({ comment: id, ground: z.enum(moderationGrounds), reason: prose }),
  },
  'folding-appealed': {
    version: 1,
    describe: 'The author asked the supervision committee to look at the folding.',
    data: z.object({ comment: id, text: prose, due: dueDate.optional() }),
  },
  'folding-decided': {
    version: 1,
    describe: 'The supervision committee kept the comment folded or unfolded it.',
    data: z.object({ comment: id, unfolded: z.boolean(), reasons: prose }),
  },
} as const satisfies ServiceContracts;

export type TopicEvent = EventsOf<typeof topicEvents>;
