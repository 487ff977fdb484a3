import type { BodyKind, RegistryEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

/** `since` and `until` are dates; it owes from `since` on and no longer on `until`. */
interface Span {
  readonly since: string;
  readonly until?: string | undefined;
}

export interface DutyDocument {
  readonly body: string;
  readonly kind: BodyKind;
  readonly division: string;
  readonly spans: readonly Span[];
}

const close = (spans: readonly Span[], until: string): readonly Span[] =>
  spans.map((span) => (span.until === undefined ? { ...span, until } : span));

const owes = ({ spans }: DutyDocument): boolean => spans.some(({ until }) => until === undefined);

/**
 * Key: the body. Which bodies owe disclosures, from when to when: the denominator of every statistic. A body that owes
 * nothing (a forest farm) counts nowhere. Counted by month, as `since 2026-03` and `until 2026-09`, so that one
 * roll-up answers for every period, past ones too.
 */
export const duties: Projection<DutyDocument> = {
  name: 'publication-duties',
  version: 1,
  events: ['body-established', 'body-changed', 'body-dissolved'],
  indexes: [],
  keys: (event) => [(event.data as { body: string }).body],
  evolve: (document, { name, data, time }) => {
    const event = { type: name, data } as RegistryEvent;
    if (event.type === 'body-established') {
      const { body, kind, division, owesDisclosure, from } = event.data;
      return { body, kind, division, spans: owesDisclosure ? [{ since: from }] : [] };
    }
    if (document === undefined) return undefined;
    if (event.type === 'body-dissolved') return { ...document, spans: close(document.spans, event.data.on) };
    if (event.type !== 'body-changed') return document;
    const { owesDisclosure } = event.data;
    if (owesDisclosure === undefined || owesDisclosure === owes(document)) return document;
    const day = time.slice(0, 10);
    return {
      ...document,
      spans: owesDisclosure ? [...document.spans, { since: day }] : close(document.spans, day),
    };
  },
  contribution: ({ division, kind, spans }) => {
    const counts: Record<string, number> = {};
    const add = (name: string) => (counts[name] = (counts[name] ?? 0) + 1);
    for (const { since, until } of spans) {
      add(`since ${since.slice(0, 7)}`);
      if (until !== undefined) add(`until ${until.slice(0, 7)}`);
    }
    return spans.length === 0 ? [] : [{ division, bucket: kind, counts }];
  },
};

/** How many bodies owe at the end of a period, from the counts of a roll-up of `duties`. */
export const owingAt = (counts: Readonly<Record<string, number>>, lastDay: string): number => {
  const month = lastDay.slice(0, 7);
  let owing = 0;
  for (const [name, count] of Object.entries(counts)) {
    const [what, when = ''] = name.split(' ');
    if (when > month) continue;
    owing += what === 'since' ? count : -count;
  }
  return owing;
};
