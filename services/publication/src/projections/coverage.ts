import {
  discloses,
  type BodyKind,
  type DisclosureEvent,
  type RecordedEvent,
  type RegistryEvent,
} from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { dateInShanghai } from '@cunjian/statutes';
import { isPostedAsRuled, type CountedBoards } from '../disclosure/boards.ts';
import { partsOf, widerPeriods } from '../disclosure/period.ts';
import { owedBy, spansFrom, spansUntil, type DutySpan } from './duty-spans.ts';

/** How far one disclosure of the body has come. */
interface Progress {
  readonly published: boolean;
  readonly boards: readonly string[];
  readonly posted: readonly string[];
  readonly counts: CountedBoards;
}

export interface CoverageDocument {
  readonly body: string;
  readonly kind: BodyKind;
  readonly division: string;
  readonly manyTransactions: boolean;
  /** How often it owed, in the order of time, with gaps where it owed nothing. */
  readonly duty: readonly DutySpan[];
  /** By period of its disclosures. Discarded ones are left out. */
  readonly progress: Readonly<Record<string, Progress>>;
}

type BodyEvent = Extract<RegistryEvent, { type: 'body-established' | 'body-changed' | 'body-dissolved' }>;

const begun: Progress = { published: false, boards: [], posted: [], counts: 'natural-village' };

/** Each of the later ones is all of the earlier, too. */
const stages = { none: 0, drafted: 1, published: 2, posted: 3 } as const;

const stageOf = (progress: Progress | undefined): number => {
  if (progress === undefined) return stages.none;
  const { published, boards, posted, counts } = progress;
  if (!published) return stages.drafted;
  return isPostedAsRuled(counts, boards, posted) ? stages.posted : stages.published;
};

/** Of the body's own disclosure for the period, or of its parts: three months disclosed are a quarter disclosed. */
const reached = (progress: CoverageDocument['progress'], period: string): number => {
  const own = stageOf(progress[period]);
  const parts = own === stages.posted ? [] : partsOf(period);
  return parts.length === 0 ? own : Math.max(own, Math.min(...parts.map((part) => reached(progress, part))));
};

const next = (progress: Progress | undefined, event: DisclosureEvent): Progress | undefined => {
  switch (event.type) {
    case 'disclosure-drafted':
      return begun;
    case 'disclosure-discarded':
      // Of a correction only its draft goes.
      return progress?.published === true ? progress : undefined;
    case 'disclosure-published':
      return { ...begun, published: true };
    case 'disclosure-withdrawn':
      return begun;
    case 'disclosure-posted': {
      const { place, boards, counts = 'natural-village' } = event.data;
      const posted = [...(progress?.posted ?? []), place];
      return { published: progress?.published ?? false, boards, posted, counts };
    }
    default:
      return progress;
  }
};

/** The period of a disclosure, from its id `disclosure-<body>-<period>`. */
export const periodOf = (disclosure: string, body: string): string => disclosure.slice(`disclosure-${body}-`.length);

const establish = ({ data }: Extract<BodyEvent, { type: 'body-established' }>): CoverageDocument => {
  const { body, kind, division, owesDisclosure, manyTransactions = false, from } = data;
  const document = { body, kind, division, manyTransactions, duty: [], progress: {} };
  // Rolls of assemblies were once entered as owing.
  return owesDisclosure && discloses(kind) ? { ...document, duty: spansFrom(document, from) } : document;
};

/** From the day on which it was recorded. */
const change = (
  document: CoverageDocument,
  { data }: Extract<BodyEvent, { type: 'body-changed' }>,
  day: string,
): CoverageDocument => {
  const owing = document.duty.some(({ until }) => until === undefined);
  const { owesDisclosure = owing, manyTransactions = document.manyTransactions } = data;
  if (owesDisclosure === owing && manyTransactions === document.manyTransactions) return document;
  const changed = { ...document, manyTransactions };
  const before = spansUntil(document.duty, day);
  return { ...changed, duty: owesDisclosure ? [...before, ...spansFrom(changed, day)] : before };
};

const onDisclosure = (document: CoverageDocument, event: DisclosureEvent): CoverageDocument => {
  const period = periodOf(event.data.disclosure, document.body);
  const { [period]: before, ...others } = document.progress;
  const after = next(before, event);
  return { ...document, progress: after === undefined ? others : { ...others, [period]: after } };
};

const isBodyEvent = (event: DisclosureEvent | BodyEvent): event is BodyEvent => event.type.startsWith('body-');

/** Whether the body has published for the period. */
export const isPublished = ({ progress }: CoverageDocument, period: string): boolean =>
  reached(progress, period) >= stages.published;

const contribution = ({ division, kind, duty, progress }: CoverageDocument) => {
  const periods = new Set(Object.keys(progress).flatMap(widerPeriods));
  const owed = owedBy(duty);
  return [
    { division, bucket: kind, counts: owed.totals },
    ...[...periods].filter(owed.counts).map((period) => {
      const stage = reached(progress, period);
      const from = (least: number) => (stage >= least ? 1 : 0);
      const published = from(stages.published);
      const met = owed.owes(period) ? published : 0;
      const counts = { drafted: from(stages.drafted), published, posted: from(stages.posted), met };
      return { division, bucket: `${kind}|${period}`, counts };
    }),
  ];
};

/**
 * Key: the body. What it owes and what of that is out. A body that owes nothing (a forest farm) counts nowhere. One
 * roll-up answers for the duties of all periods, one for what is there for a period; `met`: published by those who owe it.
 *
 * Raise the version when the rules of `disclosure.finance.period` change: documents hold what they asked for.
 */
export const coverage: Projection<CoverageDocument> = {
  name: 'publication-coverage',
  version: 4,
  events: [
    ...(['body-established', 'body-changed', 'body-dissolved'] satisfies BodyEvent['type'][]),
    ...([
      'disclosure-drafted',
      'disclosure-discarded',
      'disclosure-published',
      'disclosure-posted',
      'disclosure-withdrawn',
    ] satisfies DisclosureEvent['type'][]),
  ],
  indexes: [],
  keys: ({ body = '', data }) => [(data as { body?: string }).body ?? body],
  evolve: (document, { name, data, time }: RecordedEvent) => {
    const event = { type: name, data } as DisclosureEvent | BodyEvent;
    if (event.type === 'body-established') return establish(event);
    if (document === undefined) return undefined;
    if (!isBodyEvent(event)) return onDisclosure(document, event);
    return event.type === 'body-dissolved'
      ? { ...document, duty: spansUntil(document.duty, event.data.on) }
      : change(document, event, dateInShanghai(Date.parse(time)));
  },
  contribution,
};
