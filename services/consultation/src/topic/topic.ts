import type { BodyKind, DemandOf, DemandRule, DueDate, Matter, TopicEvent } from '@cunjian/contracts';

/** What never changes of a topic. */
export interface TopicSubject {
  readonly topic: string;
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly matter: Matter;
  readonly proposer: string;
  /** Absent where no rule lets supporters oblige anybody. */
  readonly demand?: DemandRule | undefined;
}

/** The assembly that has to be called; `calledAt` would be that of a meeting, which other streams know. */
export interface Demanded {
  readonly due: DueDate;
  readonly overdue: boolean;
}

interface Proposed extends TopicSubject {
  readonly version: number;
  /** Versions of the committee's summary; 0 where there is none. */
  readonly summaries: number;
  /** Towards which thresholds each of them counts. */
  readonly supporters: ReadonlyMap<string, readonly DemandOf[]>;
  readonly demanded?: Demanded | undefined;
}

/** A withdrawn topic stays visible. */
export type Topic =
  | { readonly status: 'none' }
  | (Proposed & { readonly status: 'open' })
  | (Proposed & { readonly status: 'withdrawn' });
export type ExistingTopic = Exclude<Topic, { status: 'none' }>;

export const initialState: Topic = { status: 'none' };

const withSupporter = (
  supporters: ReadonlyMap<string, readonly DemandOf[]>,
  person: string,
  countsAs: readonly DemandOf[] | undefined,
): ReadonlyMap<string, readonly DemandOf[]> => {
  const next = new Map(supporters);
  if (countsAs === undefined) next.delete(person);
  else next.set(person, countsAs);
  return next;
};

type OfTopics = Extract<TopicEvent, { data: { topic: string } }>;
/** Events of the stream of a topic; those of comments name their topic, too. */
export type EventOfTopic = Exclude<OfTopics, { type: 'comment-made' }>;

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Topic, event: EventOfTopic): Topic => {
  if (state.status === 'none') {
    if (event.type !== 'topic-proposed') return state;
    const { topic, division, body, bodyKind, matter, proposer, demand } = event.data;
    const subject = { topic, division, body, bodyKind, matter, proposer, demand };
    return { ...subject, status: 'open', version: 1, summaries: 0, supporters: new Map() };
  }
  switch (event.type) {
    case 'topic-revised':
      return { ...state, version: event.data.version };
    case 'topic-supported':
      return { ...state, supporters: withSupporter(state.supporters, event.data.person, event.data.countsAs) };
    case 'support-withdrawn':
      return { ...state, supporters: withSupporter(state.supporters, event.data.person, undefined) };
    case 'assembly-demanded':
      return { ...state, demanded: { due: event.data.due, overdue: false } };
    case 'assembly-overdue':
      return state.demanded === undefined ? state : { ...state, demanded: { ...state.demanded, overdue: true } };
    case 'topic-summarised':
      return { ...state, summaries: event.data.version };
    case 'topic-withdrawn':
      return { ...state, status: 'withdrawn' };
    case 'topic-proposed':
      return state;
  }
};
