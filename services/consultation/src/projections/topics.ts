import { needed } from '@cunjian/ballots';
import type {
  AssemblyKind,
  Attachment,
  BallotEvent,
  BodyKind,
  DemandOf,
  DemandRule,
  Digest,
  DueDate,
  Matter,
  OfficeKind,
  ProceedingEvent,
  RecordedEvent,
  ResolutionEvent,
} from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { isAssemblyOf } from '../topic/assembly-of.ts';
import type { EventOfTopic } from '../topic/topic.ts';
import { yearBucket } from '../year-bucket.ts';

export interface TopicVersion {
  readonly version: number;
  readonly title: Digest;
  readonly text: Digest;
  readonly attachments: readonly Attachment[];
  readonly at: string;
}

export interface SummaryVersion {
  readonly version: number;
  readonly text: Digest;
  readonly at: string;
  /** The office whose summary it is. */
  readonly office?: string | undefined;
}

/** How far one threshold is; `members` as of the last support. */
export interface SupportCount {
  readonly of: DemandOf;
  readonly have: number;
  readonly members?: number | undefined;
  /** The smallest number of them that reaches it. */
  readonly needed?: number | undefined;
}

export interface TopicDemanded {
  readonly assembly: AssemblyKind;
  readonly of: DemandOf;
  readonly have: number;
  readonly needed: number;
  readonly members: number;
  readonly due: DueDate;
  readonly at: string;
  readonly overdue: boolean;
}

export interface TopicDocument {
  readonly topic: string;
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly matter: Matter;
  readonly proposer: string;
  readonly office?: OfficeKind | undefined;
  readonly suggestion?: string | undefined;
  readonly status: 'open' | 'withdrawn';
  readonly proposedAt: string;
  /** Oldest first; the last one is in force. */
  readonly versions: readonly TopicVersion[];
  readonly summaries: readonly SummaryVersion[];
  readonly supporters: number;
  readonly support: readonly SupportCount[];
  readonly demand?: DemandRule | undefined;
  readonly demanded?: TopicDemanded | undefined;
  /** A procedure was begun on it. */
  readonly isInProcedure: boolean;
  /** The body that has to call the assembly. */
  readonly waitsFor?: string | undefined;
  /** Ballots that call it, as long as none of them is cancelled. */
  readonly calledBy?: readonly string[] | undefined;
  readonly withdrawnAt?: string | undefined;
  readonly withdrawalReason?: Digest | undefined;
}

/** Where a procedure began, where an assembly was called by a ballot, or was not after all, and where it decided. */
type Folded =
  | EventOfTopic
  | Extract<ProceedingEvent, { type: 'proceeding-begun' }>
  | Extract<BallotEvent, { type: 'ballot-called' | 'ballot-cancelled' }>
  | Extract<ResolutionEvent, { type: 'resolution-adopted' }>;
type EventOf<Type extends Folded['type']> = Extract<Folded, { type: Type }>;

const versionOf = (
  version: number,
  { title, text, attachments }: Pick<TopicVersion, 'title' | 'text' | 'attachments'>,
  at: string,
): TopicVersion => ({ version, title, text, attachments, at });

const propose = ({ data }: EventOf<'topic-proposed'>, at: string): TopicDocument => {
  const { topic, division, body, bodyKind, matter, proposer, office, suggestion, demand } = data;
  return {
    ...{ topic, division, body, bodyKind, matter, proposer, office, suggestion, demand },
    status: 'open',
    proposedAt: at,
    versions: [versionOf(1, data, at)],
    summaries: [],
    supporters: 0,
    isInProcedure: false,
    support: (demand?.thresholds ?? []).map(({ of }) => ({ of, have: 0 })),
  };
};

interface Counted {
  readonly countsAs: readonly DemandOf[];
  readonly members?: EventOf<'topic-supported'>['data']['members'];
}

const counted = (document: TopicDocument, { countsAs, members = [] }: Counted, by: 1 | -1): TopicDocument => ({
  ...document,
  supporters: document.supporters + by,
  support: document.support.map(({ of, have, ...before }) => {
    const whole = members.find((one) => one.of === of)?.count;
    const share = document.demand?.thresholds.find((one) => one.of === of)?.share;
    const known =
      whole === undefined || share === undefined ? before : { members: whole, needed: needed(share, whole) };
    return { of, have: have + (countsAs.includes(of) ? by : 0), ...known };
  }),
});

/** By a ballot that binds and opens in time; once it is overdue, late is better than never. */
const isCalledBy = ({ demanded }: TopicDocument, { rule, binding, times }: EventOf<'ballot-called'>['data']): boolean =>
  demanded !== undefined &&
  binding &&
  isAssemblyOf(demanded.assembly, rule.assembly) &&
  (demanded.overdue || times.opensAt < demanded.due.endsAt);

const isDecidedBy = ({ demanded }: TopicDocument, { assembly }: EventOf<'resolution-adopted'>['data']): boolean =>
  demanded !== undefined && isAssemblyOf(demanded.assembly, assembly);

const called = (document: TopicDocument, ballot: string): TopicDocument => ({
  ...document,
  waitsFor: undefined,
  calledBy: [...(document.calledBy ?? []), ballot],
});

/** The duty is there again, with its deadline, where nothing else called the assembly. */
const uncalled = (document: TopicDocument, ballot: string): TopicDocument => {
  const { calledBy = [] } = document;
  if (!calledBy.includes(ballot)) return document;
  const left = calledBy.filter((one) => one !== ballot);
  return left.length > 0
    ? { ...document, calledBy: left }
    : { ...document, calledBy: undefined, waitsFor: document.body };
};

const change = (document: TopicDocument, event: Folded, { time, office }: RecordedEvent): TopicDocument => {
  switch (event.type) {
    case 'proceeding-begun':
      return { ...document, isInProcedure: true };
    case 'ballot-called':
      return isCalledBy(document, event.data) ? called(document, event.data.ballot) : document;
    case 'ballot-cancelled':
      return uncalled(document, event.data.ballot);
    case 'resolution-adopted':
      return isDecidedBy(document, event.data) ? { ...document, waitsFor: undefined, calledBy: undefined } : document;
    case 'topic-revised':
      return { ...document, versions: [...document.versions, versionOf(event.data.version, event.data, time)] };
    case 'topic-supported':
      return counted(document, event.data, 1);
    case 'support-withdrawn':
      return counted(document, event.data, -1);
    case 'assembly-demanded': {
      const { assembly, of, have, needed, members, due } = event.data;
      const demanded = { assembly, of, have, needed, members, due, at: time, overdue: false };
      return { ...document, demanded, waitsFor: document.body };
    }
    case 'assembly-overdue': {
      const { demanded } = document;
      return demanded === undefined
        ? document
        : { ...document, demanded: { ...demanded, overdue: true }, waitsFor: document.body };
    }
    case 'topic-summarised': {
      const { version, text } = event.data;
      return { ...document, summaries: [...document.summaries, { version, text, at: time, office }] };
    }
    case 'topic-withdrawn':
      return { ...document, status: 'withdrawn', withdrawnAt: time, withdrawalReason: event.data.reason };
    case 'topic-proposed':
      return document;
  }
};

/** Key: the topic. Statistics count topics, those that obliged a body to call its assembly, and those where it did not. */
export const topics: Projection<TopicDocument> = {
  name: 'consultation-topics',
  version: 3,
  events: [
    'proceeding-begun',
    'ballot-called',
    'ballot-cancelled',
    'resolution-adopted',
    'topic-proposed',
    'topic-revised',
    'topic-supported',
    'support-withdrawn',
    'assembly-demanded',
    'assembly-overdue',
    'topic-summarised',
    'topic-withdrawn',
  ] satisfies Folded['type'][],
  indexes: [
    ['body', 'proposedAt'],
    ['proposer', 'proposedAt'],
    ['waitsFor', 'demanded.due.endsAt'],
  ],
  keys: ({ data }) => {
    const { topic } = data as { topic?: string };
    return topic === undefined ? [] : [topic];
  },
  evolve: (document, recorded) => {
    const event = { type: recorded.name, data: recorded.data } as Folded;
    if (event.type === 'topic-proposed') return propose(event, recorded.time);
    return document === undefined ? undefined : change(document, event, recorded);
  },
  contribution: ({ division, bodyKind, proposedAt, demanded }) => [
    {
      division,
      bucket: yearBucket(bodyKind, proposedAt),
      counts: {
        topics: 1,
        demanded: demanded === undefined ? 0 : 1,
        assembliesOverdue: demanded?.overdue === true ? 1 : 0,
      },
    },
  ],
};
