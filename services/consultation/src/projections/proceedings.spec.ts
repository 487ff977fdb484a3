import type { Arithmetic, ConsultationEvent, Digest, RegistryEvent } from '@cunjian/contracts';
import { projectInMemory, rollUpKey } from '@cunjian/processing';
import { describe, expect, it } from '@jest/globals';
import { committee, village } from '../../test/people.ts';
import { strictProcedure } from '../../test/procedures.ts';
import { recorder } from '../../test/recorded.ts';
import { financeLinks } from './finance-links.ts';
import { proceedings } from './proceedings.ts';
import { resolutions } from './resolutions.ts';
import { villageFigures } from './village-figures.ts';

const digest = (of: string): Digest => of.padEnd(43, 'd') as Digest;
const proceeding = 'proceeding-1';
const resolution = 'resolution-1';
const province = '330000000000';
type Event = ConsultationEvent | RegistryEvent;
const recorded = (events: readonly Event[], time?: string) => {
  const record = recorder('stream', committee);
  return events.map((event) => record(event, time === undefined ? {} : { time }));
};
const place = { division: village, body: committee, bodyKind: 'villagers-committee' } as const;
const arithmetic: Arithmetic = {
  ...{ members: 6, present: 5, quorumNeeded: 4, quorate: true, cast: 5, valid: 5, invalid: 0, abstained: 0 },
  ...{ majorityOf: 'present', base: 5, needed: 3, outcome: 'adopted', chosen: ['for'], votes: [] },
};
const begun: Event = {
  type: 'proceeding-begun',
  data: {
    ...{ proceeding, topic: 'topic-1', ...place, matter: 'public-works' as const, on: '2026-04-10' },
    procedure: strictProcedure,
  },
};

describe('proceedings', () => {
  const step = 'party-members-deliberate' as const;
  const called: Event = {
    type: 'meeting-called',
    data: {
      ...{ proceeding, step, assembly: 'party-members', on: '2026-04-20', calledOn: '2026-04-10' },
      ...{ place: digest('hall'), agenda: digest('road') },
    },
  };
  const failed: Event = {
    type: 'step-taken',
    data: { proceeding, step, merged: false, on: '2026-04-20', arithmetic, passed: false },
  };
  const ended: Event = {
    type: 'proceeding-ended',
    data: { proceeding, outcome: 'abandoned', reason: digest('money') },
  };
  const document = (...events: Event[]) => projectInMemory(proceedings, recorded(events)).documents.get(proceeding);

  it('show the meeting called last, and none once it was held', () => {
    const later: Event = { ...called, data: { ...called.data, on: '2026-04-25' } } as Event;
    expect(document(begun, called, later)?.calls).toMatchObject([{ step, on: '2026-04-25' }]);
    expect(document(begun, called, failed)).toMatchObject({ calls: [], taken: [{ step, passed: false, arithmetic }] });
  });
  it('keep every try, and why they were given up', () =>
    expect(document(begun, failed, failed, ended)).toMatchObject({
      status: 'abandoned',
      reason: digest('money'),
      taken: [{}, {}],
    }));
});

describe('resolutions', () => {
  const adopted: Event = {
    type: 'resolution-adopted',
    data: {
      ...{ resolution, number: '2026-1', ...place, proceeding, topic: 'topic-1', title: digest('road') },
      ...{ text: digest('build'), responsible: 'person-chair', due: '2026-10-01', assembly: 'villagers' as const },
      ...{ arithmetic, rules: [], adoptedOn: '2026-04-20' },
    },
  };
  const posting = { resolution, proceeding, on: '2026-04-22', places: ['上村'] };
  const published: Event = { type: 'resolution-published', data: posting };
  const reported = (change: object): Event => ({
    type: 'resolution-reported',
    data: { resolution, report: 'r', text: digest('done'), photos: [], done: true, ...change },
  });
  const late = (which: 'deadline' | 'year'): Event => ({
    type: 'resolution-overdue',
    data: { resolution, proceeding, which },
  });
  const concluded: Event = { type: 'resolution-result-published', data: posting };
  const none = { resolutions: 0, carriedOut: 0, overdue: 0, withoutResult: 0 };
  const counts = (...events: Event[]) => ({
    ...none,
    ...projectInMemory(resolutions, recorded(events)).rollUps.get(rollUpKey(province, '2026'))?.counts,
  });

  it('count up to the province as what they are now: late, carried out, without a result', () => {
    expect(counts(adopted)).toMatchObject({ resolutions: 1, carriedOut: 0, overdue: 0, withoutResult: 0 });
    expect(counts(adopted, published, late('deadline'))).toMatchObject({ resolutions: 1, carriedOut: 0, overdue: 1 });
    expect(counts(adopted, published, late('deadline'), reported({}))).toMatchObject({ carriedOut: 1, overdue: 0 });
    const old = [adopted, published, reported({}), late('year')];
    expect(counts(...old)).toMatchObject({ carriedOut: 1, withoutResult: 1 });
    expect(counts(...old, concluded)).toMatchObject({ carriedOut: 1, withoutResult: 0 });
  });

  it('are found from the disclosure that paid, by line, and from no other', () => {
    const disclosure = 'disclosure-1';
    const events = [
      reported({ done: false }),
      reported({ report: 'a', disclosure, line: 'l1', spent: 5 }),
      reported({ report: 'b', disclosure }),
    ];
    const { documents } = projectInMemory(financeLinks, recorded(events));
    expect([...documents.keys()]).toEqual([disclosure]);
    expect(documents.get(disclosure)?.links).toMatchObject([
      { resolution, report: 'a', line: 'l1', spent: 5 },
      { resolution, report: 'b' },
    ]);
  });
});

describe('figures of a village', () => {
  const established = (body: string, kind: 'villagers-committee' | 'collective'): Event => ({
    type: 'body-established',
    data: {
      ...{ body, kind, name: body, division: village, predecessors: [], noticeBoards: [] },
      ...{ owesDisclosure: true, from: '2020-01-01' },
    },
  });
  const dissolved: Event = { type: 'body-dissolved', data: { body: committee, on: '2026-06-01', successors: [] } };
  const counted: Event = { type: 'ballot-counted', data: { ballot: 'ballot-1', channels: [], arithmetic } };
  const figures = (bucket: string, events: readonly Event[], time?: string) =>
    projectInMemory(villageFigures, recorded(events, time)).rollUps.get(rollUpKey(province, bucket))?.counts ?? {};

  it('count a village with a committee, once, as long as it has one', () => {
    const both = [established(committee, 'villagers-committee'), established('co', 'collective')];
    expect(figures('villages', both)).toEqual({ villages: 1 });
    expect(figures('villages', [established('co', 'collective')])['villages'] ?? 0).toBe(0);
    expect(figures('villages', [...both, dissolved])['villages'] ?? 0).toBe(0);
  });
  it('count what happened in the year of Shanghai, and who took part', () => {
    const inYear = [established(committee, 'villagers-committee'), begun, counted, counted];
    const late = '2026-12-31T16:00:00.000Z';
    expect(figures('2026', inYear)).toMatchObject({ active: 1, proceedings: 1, ballots: 2, members: 12, present: 10 });
    expect(figures('2026', inYear, late)).toEqual({});
    expect(figures('2027', inYear, late)).toMatchObject({ active: 1, ballots: 2 });
  });
  it('count it as active among those that have a committee, and no other', () => {
    const there = [established(committee, 'villagers-committee'), begun];
    expect(figures('2026', there)).toMatchObject({ active: 1, proceedings: 1 });
    for (const events of [
      [established('co', 'collective'), begun],
      [...there, dissolved],
    ]) {
      expect(figures('2026', events)).toMatchObject({ proceedings: 1 });
      expect(figures('2026', events)['active'] ?? 0).toBe(0);
    }
  });
});
