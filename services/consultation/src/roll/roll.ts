import type { BallotEvent, DueDate, RollEntry } from '@cunjian/contracts';

type DataOf<Type extends BallotEvent['type']> = Extract<BallotEvent, { type: Type }>['data'];

export interface RollObjection extends Pick<DataOf<'roll-objected'>, 'kind' | 'about' | 'objector' | 'due'> {
  readonly decided: boolean;
}

interface Drawn extends Omit<DataOf<'roll-drawn'>, 'count' | 'root' | 'parts'> {
  readonly entries: ReadonlyMap<string, RollEntry>;
}

/** 名册: drawn, published and objected to, then frozen; `count` and `root` name it from then on. */
export type Roll =
  | { readonly status: 'none' }
  | (Drawn & { readonly status: 'drawn'; readonly objections: ReadonlyMap<string, RollObjection> })
  | (Pick<Drawn, 'ballot' | 'division' | 'body' | 'bodyKind'> & {
      readonly status: 'frozen';
      readonly count: number;
      readonly root: string;
    });

export const rollStream = (ballot: string): string => `roll-${ballot}`;

export const initialState: Roll = { status: 'none' };

type Published = Extract<Roll, { status: 'drawn' }>;

export const openObjections = ({ objections }: Published): number =>
  [...objections.values()].filter(({ decided }) => !decided).length;

const drawn = (data: DataOf<'roll-drawn'>): Published => {
  const { ballot, division, body, bodyKind, asOf, publishedUntil, objectUntil } = data;
  const until: { publishedUntil?: DueDate; objectUntil?: DueDate } = {};
  if (publishedUntil !== undefined) until.publishedUntil = publishedUntil;
  if (objectUntil !== undefined) until.objectUntil = objectUntil;
  return {
    ...{ status: 'drawn', ballot, division, body, bodyKind, asOf, ...until },
    ...{ entries: new Map(), objections: new Map() },
  };
};

const withEntries = (state: Published, entries: readonly RollEntry[]): Published => ({
  ...state,
  entries: new Map([...state.entries, ...entries.map((entry) => [entry.person, entry] as const)]),
});

const decided = (state: Published, data: DataOf<'roll-objection-decided'>): Published => {
  const known = state.objections.get(data.objection);
  if (known === undefined) return state;
  const objections = new Map(state.objections).set(data.objection, { ...known, decided: true });
  const { outcome, entry } = data;
  if (outcome === 'dismissed' || entry === undefined) return { ...state, objections };
  if (outcome === 'added') return { ...withEntries(state, [entry]), objections };
  const entries = new Map(state.entries);
  entries.delete(entry.person);
  return { ...state, entries, objections };
};

/** Total: an event that does not belong into a state leaves it as it is. */
export const evolve = (state: Roll, event: BallotEvent): Roll => {
  if (state.status === 'none') return event.type === 'roll-drawn' ? drawn(event.data) : state;
  if (state.status === 'frozen') return state;
  switch (event.type) {
    case 'roll-listed':
      return withEntries(state, event.data.entries);
    case 'roll-objected': {
      const { objection, kind, about, objector, due } = event.data;
      const added = { kind, about, objector, decided: false, ...(due === undefined ? {} : { due }) };
      return { ...state, objections: new Map(state.objections).set(objection, added) };
    }
    case 'roll-objection-decided':
      return decided(state, event.data);
    case 'roll-frozen': {
      const { ballot, division, body, bodyKind } = state;
      const { count, root } = event.data;
      return { status: 'frozen', ballot, division, body, bodyKind, count, root };
    }
    default:
      return state;
  }
};

/** Who was on it when it was frozen; nobody before. */
export const rollAsFrozen = (events: readonly BallotEvent[]): ReadonlySet<string> => {
  const frozen = events.findIndex(({ type }) => type === 'roll-frozen');
  const state = events.slice(0, Math.max(frozen, 0)).reduce(evolve, initialState);
  return new Set(state.status === 'drawn' ? state.entries.keys() : []);
};
