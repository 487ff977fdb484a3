import type { BodyKind, ConsultationEvent, RecordedEvent, RegistryEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { dateInShanghai } from '@cunjian/statutes';

interface YearFigures {
  readonly topics: number;
  readonly proceedings: number;
  readonly ballots: number;
  /** Of counted ballots: on their rolls, and of these those who took part. */
  readonly members: number;
  readonly present: number;
}

export interface VillageFiguresDocument {
  readonly division: string;
  /** Its committees that exist: a unit without one has nobody to consult. */
  readonly committees: readonly string[];
  /** By year in Asia/Shanghai. */
  readonly years: Readonly<Record<string, YearFigures>>;
}

const nothing: YearFigures = { topics: 0, proceedings: 0, ballots: 0, members: 0, present: 0 };
const consults = (kind: BodyKind): boolean => kind === 'villagers-committee' || kind === 'residents-committee';

const yearOf = (time: string): string => dateInShanghai(time).slice(0, 4);

type Folded = Extract<
  ConsultationEvent | RegistryEvent,
  {
    type: 'body-established' | 'body-dissolved' | 'topic-proposed' | 'proceeding-begun' | 'ballot-counted';
  }
>;

const added = (figures: YearFigures, event: Folded): YearFigures => {
  switch (event.type) {
    case 'topic-proposed':
      return { ...figures, topics: figures.topics + 1 };
    case 'proceeding-begun':
      return { ...figures, proceedings: figures.proceedings + 1 };
    case 'ballot-counted': {
      const { members, present } = event.data.arithmetic;
      return {
        ...figures,
        ballots: figures.ballots + 1,
        members: figures.members + members,
        present: figures.present + present,
      };
    }
    default:
      return figures;
  }
};

/**
 * Key: the division. What is deliberated there, by year; of the whole, how many villages have a committee and how many
 * of them had anything at all in a year: those without any are shown, never left out.
 */
export const villageFigures: Projection<VillageFiguresDocument> = {
  name: 'consultation-village-figures',
  version: 2,
  events: [
    'body-established',
    'body-dissolved',
    'topic-proposed',
    'proceeding-begun',
    'ballot-counted',
  ] satisfies Folded['type'][],
  indexes: [],
  keys: ({ partitionkey }) => [partitionkey],
  evolve: (document, { name, data, time }: RecordedEvent, division) => {
    const { committees, years }: Omit<VillageFiguresDocument, 'division'> = document ?? { committees: [], years: {} };
    const event = { type: name, data } as Folded;
    if (event.type === 'body-established')
      return consults(event.data.kind) ? { division, committees: [...committees, event.data.body], years } : document;
    if (event.type === 'body-dissolved')
      return { division, committees: committees.filter((body) => body !== event.data.body), years };
    const year = yearOf(time);
    return { division, committees, years: { ...years, [year]: added(years[year] ?? nothing, event) } };
  },
  contribution: ({ division, committees, years }) => [
    { division, bucket: 'villages', counts: { villages: committees.length > 0 ? 1 : 0 } },
    ...Object.entries(years).map(([year, figures]) => ({
      division,
      bucket: year,
      // Of the villages counted above: a collective may deliberate where there is no committee.
      counts: { ...figures, active: committees.length > 0 ? 1 : 0 },
    })),
  ],
};
