import type { Attachment, Digest, ResolutionEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

type DataOf<Type extends ResolutionEvent['type']> = Extract<ResolutionEvent, { type: Type }>['data'];

/** Put up at places in the village: the decision first, then its result. */
export interface ResolutionPosted {
  readonly on: string;
  readonly places: readonly string[];
  readonly photo?: Attachment | undefined;
  readonly at: string;
}

export interface ResolutionReport {
  readonly report: string;
  readonly text: Digest;
  readonly photos: readonly Attachment[];
  readonly disclosure?: string | undefined;
  readonly line?: string | undefined;
  readonly spent?: number | undefined;
  readonly done: boolean;
  readonly at: string;
  readonly office?: string | undefined;
}

export interface ResolutionDocument extends DataOf<'resolution-adopted'> {
  readonly adoptedAt: string;
  /** Where the event that adopted it is in the store, decimal: what its place in the log is asked by. */
  readonly event: string;
  readonly position: string;
  readonly status: 'adopted' | 'published' | 'carried-out' | 'concluded';
  readonly published?: ResolutionPosted | undefined;
  readonly reports: readonly ResolutionReport[];
  readonly carriedOutAt?: string | undefined;
  readonly result?: ResolutionPosted | undefined;
  /** Since when it is late; what came later does not undo it. */
  readonly overdueSince?: string | undefined;
  /** Shows no result a year after it was adopted. */
  readonly withoutResultSince?: string | undefined;
}

const postedOf = ({ on, places, photo }: DataOf<'resolution-published'>, at: string): ResolutionPosted => ({
  ...{ on, places, photo, at },
});

/** Late now: what was carried out late is done. */
export const isOverdue = ({ status, overdueSince }: ResolutionDocument): boolean =>
  overdueSince !== undefined && (status === 'adopted' || status === 'published');
export const isWithoutResult = ({ status, withoutResultSince }: ResolutionDocument): boolean =>
  withoutResultSince !== undefined && status !== 'concluded';

const isDone = ({ status }: ResolutionDocument): boolean => status === 'carried-out' || status === 'concluded';

/** Key: the resolution. In statistics by the year in which it was adopted. */
export const resolutions: Projection<ResolutionDocument> = {
  name: 'consultation-resolutions',
  version: 2,
  events: [
    'resolution-adopted',
    'resolution-published',
    'resolution-reported',
    'resolution-result-published',
    'resolution-overdue',
  ] satisfies ResolutionEvent['type'][],
  indexes: [['body', 'adoptedAt'], ['proceeding']],
  keys: ({ data }) => [(data as { resolution: string }).resolution],
  evolve: (document, { id, name, data, time, office, position }) => {
    const event = { type: name, data } as ResolutionEvent;
    if (event.type === 'resolution-adopted') {
      const adopted = { adoptedAt: time, event: id, position: String(position) };
      return { ...event.data, ...adopted, status: 'adopted', reports: [] };
    }
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'resolution-published':
        return { ...document, status: 'published', published: postedOf(event.data, time) };
      case 'resolution-reported': {
        const { report, text, photos, disclosure, line, spent, done } = event.data;
        const item = { report, text, photos, disclosure, line, spent, done, at: time, office };
        const reported = { ...document, reports: [...document.reports, item] };
        return done && document.status === 'published'
          ? { ...reported, status: 'carried-out', carriedOutAt: time }
          : reported;
      }
      case 'resolution-result-published':
        return { ...document, status: 'concluded', result: postedOf(event.data, time) };
      case 'resolution-overdue':
        return event.data.which === 'deadline'
          ? { ...document, overdueSince: time }
          : { ...document, withoutResultSince: time };
      default:
        return document;
    }
  },
  contribution: (document) => [
    {
      division: document.division,
      bucket: document.adoptedOn.slice(0, 4),
      counts: {
        resolutions: 1,
        carriedOut: isDone(document) ? 1 : 0,
        overdue: isOverdue(document) ? 1 : 0,
        withoutResult: isWithoutResult(document) ? 1 : 0,
      },
    },
  ],
};
