import type { BallotEvent, RollEntry } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

/** Whoever is on a roll, without the salt: who knows it can prove to others who is on it. */
export interface RollEntryDocument extends Pick<RollEntry, 'person' | 'household'> {
  readonly group: RollEntry['group'] | undefined;
  readonly class: RollEntry['class'] | undefined;
  readonly ballot: string;
  readonly listedAt: string;
}

export const rollEntryKey = (ballot: string, person: string): string => `${ballot}/${person}`;

const entriesOf = (event: BallotEvent): readonly RollEntry[] => {
  if (event.type === 'roll-listed') return event.data.entries;
  return event.type === 'roll-objection-decided' && event.data.entry !== undefined ? [event.data.entry] : [];
};

/** Key: `<ballot>/<person>`; there while she is on the roll. */
export const rollEntries: Projection<RollEntryDocument> = {
  name: 'consultation-roll-entries',
  version: 1,
  events: ['roll-listed', 'roll-objection-decided'] satisfies BallotEvent['type'][],
  indexes: [
    ['ballot', 'household'],
    ['person', 'listedAt'],
  ],
  keys: ({ name, data }) => {
    const event = { type: name, data } as BallotEvent;
    return entriesOf(event).map(({ person }) => rollEntryKey((data as { ballot: string }).ballot, person));
  },
  evolve: (_, { name, data, time }, key) => {
    const event = { type: name, data } as BallotEvent;
    const { ballot } = data as { ballot: string };
    if (event.type === 'roll-objection-decided' && event.data.outcome === 'struck') return undefined;
    const entry = entriesOf(event).find(({ person }) => rollEntryKey(ballot, person) === key);
    if (entry === undefined) return undefined;
    const { person, household, group, class: kind } = entry;
    return { person, household, group, class: kind, ballot, listedAt: time };
  },
};
