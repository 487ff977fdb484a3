import type { BallotEvent, Digest, DueDate, Representation } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

type DataOf<Type extends BallotEvent['type']> = Extract<BallotEvent, { type: Type }>['data'];

export interface RollDocument extends Omit<
  DataOf<'roll-drawn'>,
  'parts' | 'publishedUntil' | 'objectUntil' | 'representation'
> {
  readonly publishedUntil?: DueDate | undefined;
  readonly objectUntil?: DueDate | undefined;
  readonly representation?: Representation | undefined;
  readonly status: 'drawn' | 'frozen';
  readonly drawnAt: string;
  readonly frozenAt?: string | undefined;
  readonly openObjections: number;
}

/** Key: the ballot. `count` follows what is added and struck; `root` names the roll as drawn, then as frozen. */
export const rolls: Projection<RollDocument> = {
  name: 'consultation-rolls',
  version: 1,
  events: ['roll-drawn', 'roll-objected', 'roll-objection-decided', 'roll-frozen'] satisfies BallotEvent['type'][],
  indexes: [],
  keys: ({ data }) => [(data as { ballot: string }).ballot],
  evolve: (document, { name, data, time }) => {
    const event = { type: name, data } as BallotEvent;
    if (event.type === 'roll-drawn') {
      const { ballot, division, body, bodyKind, asOf, count, root } = event.data;
      const { publishedUntil, objectUntil, representation } = event.data;
      const drawn = {
        ballot,
        division,
        body,
        bodyKind,
        asOf,
        count,
        root,
        publishedUntil,
        objectUntil,
        representation,
      };
      return { ...drawn, status: 'drawn', drawnAt: time, openObjections: 0 };
    }
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'roll-objected':
        return { ...document, openObjections: document.openObjections + 1 };
      case 'roll-objection-decided': {
        const change = { added: 1, struck: -1, dismissed: 0 }[event.data.outcome];
        return { ...document, openObjections: document.openObjections - 1, count: document.count + change };
      }
      case 'roll-frozen': {
        const { count, root } = event.data;
        return { ...document, status: 'frozen', frozenAt: time, count, root };
      }
      default:
        return document;
    }
  },
};

export interface RollObjectionDocument extends DataOf<'roll-objected'> {
  readonly at: string;
  readonly decided?:
    | { readonly outcome: DataOf<'roll-objection-decided'>['outcome']; readonly reasons: Digest; readonly at: string }
    | undefined;
  readonly due?: DueDate | undefined;
}

/** Key: the objection. */
export const rollObjections: Projection<RollObjectionDocument> = {
  name: 'consultation-roll-objections',
  version: 1,
  events: ['roll-objected', 'roll-objection-decided'] satisfies BallotEvent['type'][],
  indexes: [['ballot', 'at']],
  keys: ({ data }) => [(data as { objection: string }).objection],
  evolve: (document, { name, data, time }) => {
    const event = { type: name, data } as BallotEvent;
    if (event.type === 'roll-objected') return { ...event.data, at: time };
    if (document === undefined || event.type !== 'roll-objection-decided') return document;
    const { outcome, reasons } = event.data;
    return { ...document, decided: { outcome, reasons, at: time } };
  },
};
