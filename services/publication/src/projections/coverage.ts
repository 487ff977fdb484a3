import type { BodyKind, DisclosureEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { partsOf, widerPeriods, type Period } from '../disclosure/period.ts';

/** How far one disclosure of the body has come. */
interface Progress {
  readonly published: boolean;
  readonly boards: readonly string[];
  readonly posted: readonly string[];
}

export interface CoverageDocument {
  readonly body: string;
  readonly bodyKind: BodyKind;
  readonly division: string;
  readonly period: string;
  /** By period: the body's own disclosure for it, and those for its parts. Discarded ones are left out. */
  readonly progress: Readonly<Record<string, Progress>>;
}

const begun: Progress = { published: false, boards: [], posted: [] };

const isPosted = ({ published, boards, posted }: Progress): boolean =>
  published && posted.length > 0 && boards.every((board) => posted.includes(board));

const kindOf = (key: string): Period['kind'] =>
  key.startsWith('matter-') ? 'matter' : key.includes('Q') ? 'quarter' : key.includes('-') ? 'month' : 'year';

/** Three months disclosed are a quarter disclosed, and four quarters a year. */
const covers = (
  progress: CoverageDocument['progress'],
  period: string,
  is: (progress: Progress) => boolean,
): boolean => {
  const own = progress[period];
  if (own !== undefined && is(own)) return true;
  const parts = partsOf({ key: period, kind: kindOf(period) });
  return parts.length > 0 && parts.every((part) => covers(progress, part, is));
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
      const { place, boards } = event.data;
      return { published: progress?.published ?? false, boards, posted: [...(progress?.posted ?? []), place] };
    }
    default:
      return progress;
  }
};

const separator = '|';
export const coverageKey = (body: string, period: string): string => body + separator + period;

/** The period of a disclosure, from its id `disclosure-<body>-<period>`. */
export const periodOf = (disclosure: string, body: string): string => disclosure.slice(`disclosure-${body}-`.length);

/** Key: `coverageKey`. Whether a body has disclosed for a period, by one disclosure or by its parts. */
export const coverage: Projection<CoverageDocument> = {
  name: 'publication-coverage',
  version: 1,
  events: [
    'disclosure-drafted',
    'disclosure-discarded',
    'disclosure-published',
    'disclosure-posted',
    'disclosure-withdrawn',
  ] satisfies DisclosureEvent['type'][],
  indexes: [],
  keys: ({ body = '', data }) =>
    widerPeriods(periodOf((data as { disclosure: string }).disclosure, body)).map((period) =>
      coverageKey(body, period),
    ),
  evolve: (document, { name, data, body = '' }, key) => {
    const event = { type: name, data } as DisclosureEvent;
    const subject = document ?? (event.type === 'disclosure-drafted' ? subjectOf(event.data, key) : undefined);
    if (subject === undefined) return undefined;
    const own = periodOf(event.data.disclosure, body);
    const { [own]: before, ...others } = subject.progress;
    const after = next(before, event);
    return { ...subject, progress: after === undefined ? others : { ...others, [own]: after } };
  },
  contribution: (document) => [
    {
      division: document.division,
      bucket: `${document.bodyKind}|${document.period}`,
      counts: {
        drafted: isCovered(document, () => true) ? 1 : 0,
        published: isCovered(document, ({ published }) => published) ? 1 : 0,
        posted: isCovered(document, isPosted) ? 1 : 0,
      },
    },
  ],
};

const isCovered = ({ progress, period }: CoverageDocument, is: (progress: Progress) => boolean): boolean =>
  covers(progress, period, is);

/** Whether the body has published for the period. */
export const isPublished = (document: CoverageDocument): boolean => isCovered(document, ({ published }) => published);

const subjectOf = (
  { body, bodyKind, division }: Extract<DisclosureEvent, { type: 'disclosure-drafted' }>['data'],
  key: string,
): CoverageDocument => ({
  body,
  bodyKind,
  division,
  period: key.slice(key.indexOf(separator) + separator.length),
  progress: {},
});
