import type { Arithmetic, ConsultationEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import { dateInShanghai } from '@cunjian/statutes';

/** Of the representatives, by a ballot or with a show of hands. */
interface Meeting {
  readonly on: string;
  readonly ballot?: string | undefined;
  /** Who came, of how many; of a ballot once it is counted. */
  readonly turnout?: Pick<Arithmetic, 'members' | 'present'> | undefined;
}

export interface RepresentativesMeetingsDocument {
  readonly division: string;
  /** The latest day first. */
  readonly meetings: readonly Meeting[];
}

/** Two years of them, one a month. */
const maxKeptMeetings = 24;

type Folded = Extract<ConsultationEvent, { type: 'ballot-opened' | 'ballot-counted' | 'step-taken' }>;

/** A poll is no meeting; nor is a step that a ballot took, since the ballot is. */
const held = (event: Folded, time: string): Meeting | undefined => {
  if (event.type === 'ballot-opened') {
    const { ballot, binding, rule } = event.data;
    return binding && rule.assembly === 'representatives' ? { on: dateInShanghai(time), ballot } : undefined;
  }
  if (event.type === 'ballot-counted') return undefined;
  const { on, assembly, arithmetic, ballot } = event.data;
  if (assembly !== 'representatives' || arithmetic === undefined || ballot !== undefined) return undefined;
  return { on, turnout: { members: arithmetic.members, present: arithmetic.present } };
};

/** Key: the division. When its villagers' representatives met, and how many of them. */
export const representativesMeetings: Projection<RepresentativesMeetingsDocument> = {
  name: 'consultation-representatives-meetings',
  version: 1,
  events: ['ballot-opened', 'ballot-counted', 'step-taken'] satisfies Folded['type'][],
  indexes: [],
  keys: ({ partitionkey }) => [partitionkey],
  evolve: (document, { name, data, time }, division) => {
    const event = { type: name, data } as Folded;
    const meetings = document?.meetings ?? [];
    if (event.type === 'ballot-counted') {
      const { members, present } = event.data.arithmetic;
      const counted = meetings.map((one) =>
        one.ballot === event.data.ballot ? { ...one, turnout: { members, present } } : one,
      );
      return document && { division, meetings: counted };
    }
    const meeting = held(event, time);
    if (meeting === undefined) return document;
    const latestFirst = [...meetings, meeting].toSorted((a, b) => (a.on < b.on ? 1 : -1));
    return { division, meetings: latestFirst.slice(0, maxKeptMeetings) };
  },
};
