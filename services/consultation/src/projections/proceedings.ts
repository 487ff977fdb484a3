import type { DeliberationStep, Digest, ProceedingEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

type DataOf<Type extends ProceedingEvent['type']> = Extract<ProceedingEvent, { type: Type }>['data'];
type Beginning = DataOf<'proceeding-begun'>;

/** When it was recorded, RFC 3339, and in which office. */
interface Recorded {
  readonly at: string;
  readonly office?: string | undefined;
}

export interface MeetingCalled extends DataOf<'meeting-called'>, Recorded {}

export interface StepRecorded extends DataOf<'step-taken'>, Recorded {}

export interface ProceedingDocument extends Beginning {
  readonly begunAt: string;
  readonly status: 'under-way' | 'completed' | 'rejected' | 'abandoned';
  /** Meetings not held yet, one for a step. */
  readonly calls: readonly MeetingCalled[];
  /** In the order in which they were taken, those that did not pass among them. */
  readonly taken: readonly StepRecorded[];
  readonly endedAt?: string | undefined;
  readonly reason?: Digest | undefined;
}

const otherSteps = <Item extends { readonly step: DeliberationStep }>(items: readonly Item[], step: DeliberationStep) =>
  items.filter((item) => item.step !== step);

/** Key: the proceeding. */
export const proceedings: Projection<ProceedingDocument> = {
  name: 'consultation-proceedings',
  version: 2,
  events: ['proceeding-begun', 'meeting-called', 'step-taken', 'proceeding-ended'] satisfies ProceedingEvent['type'][],
  indexes: [
    ['topic', 'begunAt'],
    ['body', 'begunAt'],
  ],
  keys: ({ data }) => [(data as { proceeding: string }).proceeding],
  evolve: (document, { name, data, time, office }) => {
    const event = { type: name, data } as ProceedingEvent;
    if (event.type === 'proceeding-begun')
      return { ...event.data, begunAt: time, status: 'under-way', calls: [], taken: [] };
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'meeting-called': {
        const others = otherSteps(document.calls, event.data.step);
        return { ...document, calls: [...others, { ...event.data, at: time, office }] };
      }
      case 'step-taken': {
        const calls = otherSteps(document.calls, event.data.step);
        return { ...document, calls, taken: [...document.taken, { ...event.data, at: time, office }] };
      }
      case 'proceeding-ended': {
        const { outcome, reason } = event.data;
        return { ...document, status: outcome, endedAt: time, reason, calls: [] };
      }
      default:
        return document;
    }
  },
};
