import type { Attachment, BodyKind, Digest, DueDate, RecordedEvent, SuggestionEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { yearBucket } from '../year-bucket.ts';

export interface SuggestionAnswer {
  readonly text: Digest;
  readonly attachments: readonly Attachment[];
  readonly at: string;
  readonly office?: string | undefined;
  /** What the suggester said of it; absent until she did. */
  readonly settled?: boolean | undefined;
  /** Why it was not settled. */
  readonly reason?: Digest | undefined;
}

export interface SuggestionDocument {
  readonly suggestion: string;
  readonly division: string;
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly open: boolean;
  readonly suggester: string;
  readonly status: 'waiting' | 'overdue' | 'answered' | 'settled';
  readonly title: Digest;
  readonly text: Digest;
  readonly photos: readonly Attachment[];
  readonly scan?: Attachment | undefined;
  readonly madeAt: string;
  /** Of the next answer; absent where none is due. */
  readonly due?: DueDate | undefined;
  readonly answers: readonly SuggestionAnswer[];
  readonly topic?: string | undefined;
  /** The body that has to answer. */
  readonly waitsFor?: string | undefined;
  /** Its body where the village reads it, so that an index finds those. */
  readonly openTo?: string | undefined;
}

const make = ({ data }: Extract<SuggestionEvent, { type: 'suggestion-made' }>, madeAt: string): SuggestionDocument => ({
  ...data,
  ...{ status: 'waiting', madeAt, answers: [], waitsFor: data.body },
  openTo: data.open ? data.body : undefined,
});

const judged = (
  answers: readonly SuggestionAnswer[],
  judgement: Pick<SuggestionAnswer, 'settled' | 'reason'>,
): readonly SuggestionAnswer[] =>
  answers.map((answer, at) => (at === answers.length - 1 ? { ...answer, ...judgement } : answer));

const change = (
  document: SuggestionDocument,
  event: Exclude<SuggestionEvent, { type: 'suggestion-made' }>,
  { time, office }: RecordedEvent,
): SuggestionDocument => {
  switch (event.type) {
    case 'suggestion-answered': {
      const { text, attachments } = event.data;
      const answers = [...document.answers, { text, attachments, at: time, office }];
      return { ...document, status: 'answered', due: undefined, waitsFor: undefined, answers };
    }
    case 'suggestion-settled': {
      const { settled, reason, due } = event.data;
      const answers = judged(document.answers, { settled, reason });
      return settled
        ? { ...document, status: 'settled', answers }
        : { ...document, status: 'waiting', answers, due, waitsFor: document.body };
    }
    case 'suggestion-overdue':
      return { ...document, status: 'overdue' };
    case 'suggestion-taken-up':
      return { ...document, topic: event.data.topic };
  }
};

/** Key: the suggestion. Statistics count those made, answered by now, settled, overdue and taken up. */
export const suggestions: Projection<SuggestionDocument> = {
  name: 'consultation-suggestions',
  version: 1,
  events: [
    'suggestion-made',
    'suggestion-answered',
    'suggestion-settled',
    'suggestion-overdue',
    'suggestion-taken-up',
  ] satisfies SuggestionEvent['type'][],
  indexes: [
    ['openTo', 'madeAt'],
    ['suggester', 'madeAt'],
    ['waitsFor', 'due.endsAt'],
  ],
  keys: ({ data }) => [(data as { suggestion: string }).suggestion],
  evolve: (document, recorded) => {
    const event = { type: recorded.name, data: recorded.data } as SuggestionEvent;
    if (event.type === 'suggestion-made') return make(event, recorded.time);
    return document && change(document, event, recorded);
  },
  contribution: ({ division, bodyKind, madeAt, status, answers, topic }) => [
    {
      division,
      bucket: yearBucket(bodyKind, madeAt),
      counts: {
        suggestions: 1,
        answered: answers.length > 0 ? 1 : 0,
        settled: status === 'settled' ? 1 : 0,
        overdue: status === 'overdue' ? 1 : 0,
        takenUp: topic === undefined ? 0 : 1,
      },
    },
  ],
};
