import { createCatalogue, encodeEnvelope, type RecordedEvent } from '@cunjian/contracts';
import type { EventStore, EventToAppend, StoredEvent } from '@cunjian/event-store';
import { isRefused } from '@cunjian/kernel';
import fc from 'fast-check';
import { z } from 'zod';
import type { Contribution, Projection } from '../src/projection.ts';

/** A small domain for specs: papers that belong to a division, hold amounts, move, merge and are withdrawn. */
export type PaperEvent =
  | { readonly type: 'paper-opened'; readonly division: string; readonly period: string }
  | { readonly type: 'paper-amended'; readonly amount: number }
  | { readonly type: 'paper-moved'; readonly division: string }
  | { readonly type: 'paper-merged'; readonly into: string }
  | { readonly type: 'paper-withdrawn' }
  | { readonly type: 'paper-broken' };

const contract = { version: 1, describe: 'Something happened to a paper.', data: z.object({}) };
export const catalogue = createCatalogue({
  papers: {
    'paper-opened': contract,
    'paper-amended': contract,
    'paper-moved': contract,
    'paper-merged': contract,
    'paper-withdrawn': contract,
    'paper-broken': contract,
    'paper-read': contract,
  },
});

export interface Paper {
  readonly division: string;
  readonly period: string;
  readonly amount: number;
  readonly absorbed: number;
}

export const contributionOf = ({ division, period, amount }: Paper): Contribution[] => [
  { division, bucket: period, counts: { papers: 1, amount } },
  { division, bucket: 'all', counts: { papers: 1 } },
];

const next = (paper: Paper | undefined, event: PaperEvent, own: boolean): Paper | undefined => {
  if (event.type === 'paper-broken') throw new Error('this paper is broken');
  if (event.type === 'paper-opened')
    return paper ?? { division: event.division, period: event.period, amount: 0, absorbed: 0 };
  if (paper === undefined) return undefined;
  switch (event.type) {
    case 'paper-amended':
      return { ...paper, amount: event.amount };
    case 'paper-moved':
      return { ...paper, division: event.division };
    case 'paper-merged':
      return own ? undefined : { ...paper, absorbed: paper.absorbed + 1 };
    case 'paper-withdrawn':
      return undefined;
  }
};

export const papers: Projection<Paper> = {
  name: 'papers',
  version: 1,
  events: ['paper-opened', 'paper-amended', 'paper-moved', 'paper-merged', 'paper-withdrawn', 'paper-broken'],
  indexes: [['division', 'period']],
  keys: (event) => {
    const data = event.data as PaperEvent;
    return data.type === 'paper-merged' ? [event.subject, data.into] : [event.subject];
  },
  evolve: (paper, event, key) => next(paper, event.data as PaperEvent, key === event.subject),
  contribution: contributionOf,
};

export interface Happening {
  readonly stream: string;
  readonly event: PaperEvent;
}

const uuidOf = (index: number): string => `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`;

const toAppend = (index: number, revision: number, { stream, event }: Happening): EventToAppend => {
  const type = catalogue.wireType(event.type);
  const bytes = encodeEnvelope({
    specversion: '1.0',
    id: uuidOf(index),
    source: 'papers',
    type,
    subject: stream,
    sequence: String(revision),
    time: '2026-03-05T01:00:00.000Z',
    datacontenttype: 'application/json',
    partitionkey: '330302001201',
    audience: 'public',
    actor: 'p-1',
    correlationid: `correlation-${index}`,
    causationid: uuidOf(index),
    data: event,
  });
  return { id: uuidOf(index), type, bytes, salt: new Uint8Array(32) };
};

/** Positions are not contiguous: a store may have others between them. */
export const stored = (happenings: readonly Happening[]): StoredEvent[] => {
  const revisions = new Map<string, number>();
  return happenings.map((happening, index) => {
    const revision = revisions.get(happening.stream) ?? 0;
    revisions.set(happening.stream, revision + 1);
    const { stream } = happening;
    return { ...toAppend(index, revision, happening), stream, revision, position: BigInt((index + 1) * 3) };
  });
};

export const recorded = (happenings: readonly Happening[]): RecordedEvent[] =>
  stored(happenings).map((event) => catalogue.decode(event));

/** Appends after what is there. */
export const appendTo = async (store: EventStore, happenings: readonly Happening[]): Promise<void> => {
  for (const happening of happenings) {
    const revision = (await store.readStream(happening.stream)).length;
    const index = Number(await store.head());
    const event = toAppend(index, revision, happening);
    const appended = await store.append(happening.stream, revision === 0 ? 'none' : revision - 1, [event]);
    if (isRefused(appended)) throw new Error(JSON.stringify(appended));
  }
};

export const opened = (stream: string, division = '330302001201', period = '2026Q1'): Happening => ({
  stream,
  event: { type: 'paper-opened', division, period },
});
export const amended = (stream: string, amount: number): Happening => ({
  stream,
  event: { type: 'paper-amended', amount },
});
export const broken = (stream: string): Happening => ({ stream, event: { type: 'paper-broken' } });

const divisions = ['330302001201', '330302001202', '330302002200', '330381001200', '520329102001', '330302000000'];
const stream = fc.constantFrom('p1', 'p2', 'p3', 'p4');
const division = fc.constantFrom(...divisions);

/** Histories in which papers come, change, go and come again. */
export const histories: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    stream,
    event: fc.oneof(
      fc.record({
        type: fc.constant('paper-opened' as const),
        division,
        period: fc.constantFrom('2026Q1', '2026Q2'),
      }),
      fc.record({ type: fc.constant('paper-amended' as const), amount: fc.integer({ min: -50, max: 50 }) }),
      fc.record({ type: fc.constant('paper-moved' as const), division }),
      fc.record({ type: fc.constant('paper-merged' as const), into: stream }),
      fc.record({ type: fc.constant('paper-withdrawn' as const) }),
    ),
  }),
  { maxLength: 40 },
);
