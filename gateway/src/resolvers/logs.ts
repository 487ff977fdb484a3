import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { accepted, refusalsOf } from '../refused.ts';
import { timelineText } from '../timeline-texts.ts';
import { readNode } from './base.ts';
import { connection, placeOf, type PageArguments } from './connection.ts';
import { nodeTypeOf } from './ids.ts';

type Entry = Extract<
  Awaited<ReturnType<GatewayContext['audit']['timeline']>>,
  { readonly ok: true }
>['entries'][number];

interface TimelineArguments extends PageArguments {
  readonly division: string;
  readonly asOf?: string | null;
}

/** A log that is not there, or shows nothing to this viewer yet, is null. */
const divisionLog = async (_: unknown, { division }: { division: string }, { audit, language }: GatewayContext) => {
  const answer = await audit.log({ log: division });
  if (refusalsOf(answer)?.some(({ code }) => code === 'log.unknown')) return null;
  const { vkey, heads, ...log } = accepted(answer, language);
  return { ...log, vkey, heads };
};

/** Entries are numbered; a page goes on below the last one shown. */
const timeline = async (
  _: unknown,
  { division, asOf, first, after }: TimelineArguments,
  { audit, language }: GatewayContext,
) => {
  const place = placeOf(after, language);
  const before = place === undefined ? {} : { before: place };
  const instant = asOf === null || asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() };
  const answer = accepted(await audit.timeline({ division, limit: first, ...before, ...instant }), language);
  const edges = answer.entries.map((entry) => ({ cursor: String(entry.index), node: entry }));
  return connection({ edges, hasMore: answer.hasMore }, after);
};

export const logResolvers: Resolvers = {
  Query: {
    divisionLog,
    timeline,
    receipt: async (_, { note }: { note: string }, { audit }) => {
      const answer = await audit.receiptState({ note });
      return refusalsOf(answer) === undefined ? { note } : null;
    },
  },
  TimelineEntry: {
    at: ({ time }: Entry) => time,
    type: ({ name }: Entry) => name,
    kind: ({ source }: Entry) => source,
    open: ({ data }: Entry) => data !== null,
    text: async ({ name, data, body }: Entry, _, { reads, language }) => {
      const named = body === null ? undefined : (await reads.load.body.load(body))?.name;
      return timelineText({ name, data, body: named }, language);
    },
    node: ({ stream, body }: Entry, _, context) => {
      const id = stream === null || nodeTypeOf(stream) === undefined ? body : stream;
      return id === null ? null : readNode(id, context);
    },
  },
};
