import type { DisclosureEvent, RegistryEvent } from '@cunjian/contracts';
import { projectInMemory, rollUpKey } from '@cunjian/processing';
import { rules } from '@cunjian/statutes';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { content, digest, photo, procedureOf, shandongVillage, subject, zhejiangVillage } from '../../test/example.ts';
import { recorder } from '../../test/recorded.ts';
import { coverage } from './coverage.ts';
import { owedBy, owingIn } from './duty-spans.ts';

const { body, bodyKind } = subject;
type Event = RegistryEvent | DisclosureEvent;
/** An event, and the day on which it was recorded. */
type Dated = readonly [Event, string] | Event;

const established = (change: object = {}): RegistryEvent => ({
  type: 'body-established',
  data: {
    ...{ body, kind: bodyKind, name: '上村', division: zhejiangVillage, predecessors: [], noticeBoards: [] },
    ...{ owesDisclosure: true, from: '2020-01-01', ...change },
  },
});
const change = (data: object): RegistryEvent => ({ type: 'body-changed', data: { body, ...data } });
const dissolvedOn = (on: string): RegistryEvent => ({ type: 'body-dissolved', data: { body, on, successors: [] } });

const inPeriod = (period: string) => {
  const disclosure = `disclosure-${body}-${period}`;
  const about = { ...subject, disclosure, period, procedure: procedureOf(zhejiangVillage), content };
  const drafted: DisclosureEvent = { type: 'disclosure-drafted', data: about };
  const published: DisclosureEvent = { type: 'disclosure-published', data: { ...about, version: 1 } };
  const posted = (place: string, counts?: 'village' | 'natural-village'): DisclosureEvent => ({
    type: 'disclosure-posted',
    data: {
      ...{ disclosure, version: 1, place, boards: ['上村', '下村'], from: '2026-04-01', to: '2026-04-20', photo },
      ...(counts && { counts }),
    },
  });
  const withdrawn: DisclosureEvent = {
    type: 'disclosure-withdrawn',
    data: { disclosure, version: 1, reason: digest('reason') },
  };
  const discarded: DisclosureEvent = { type: 'disclosure-discarded', data: { disclosure, version: 1 } };
  return { drafted, published, posted, withdrawn, discarded, out: [drafted, published] };
};

const project = (events: readonly Dated[]) => {
  const record = recorder('stream', body);
  return projectInMemory(
    coverage,
    events.map((event) => ('type' in event ? record(event) : record(...event))),
  );
};
/** As statistics of the province read them. */
const counted = (period: string, ...events: Dated[]) => {
  const { rollUps, documents } = project(events);
  const division = [...documents.values()][0]?.division.slice(0, 2).padEnd(12, '0') ?? '';
  const counts = rollUps.get(rollUpKey(division, `${bodyKind}|${period}`))?.counts ?? {};
  const owing = owingIn(rollUps.get(rollUpKey(division, bodyKind))?.counts ?? {}, period);
  return { drafted: 0, published: 0, posted: 0, met: 0, ...counts, owing };
};
const owing = (periods: readonly string[], ...events: Dated[]) =>
  periods.map((period) => counted(period, ...events).owing);

describe('what is there', () => {
  const quarter = inPeriod('2026Q1');
  const count = (period: string, ...events: Dated[]) => counted(period, established(), ...events);

  it('counts a body once, drafted, published and posted apart, up to the province', () => {
    expect(count('2026Q1', quarter.drafted)).toMatchObject({ drafted: 1, published: 0, met: 0 });
    expect(count('2026Q1', ...quarter.out)).toMatchObject({ drafted: 1, published: 1, met: 1 });
  });
  it.each(['natural-village', undefined] as const)('counts as posted what hangs on every board: %s', (counts) => {
    const out = [...quarter.out, quarter.posted('上村', counts)];
    expect(count('2026Q1', ...out).posted).toBe(0);
    expect(count('2026Q1', ...out, quarter.posted('下村', counts)).posted).toBe(1);
  });
  it('counts as posted what hangs on one board, where the rule asks for that of the village', () =>
    expect(count('2026Q1', ...quarter.out, quarter.posted('下村', 'village')).posted).toBe(1));
  it('has a new version posted anew', () => {
    const boards = [quarter.posted('上村'), quarter.posted('下村')];
    expect(count('2026Q1', ...quarter.out, ...boards, quarter.published).posted).toBe(0);
  });
  it('takes back what was withdrawn or thrown away', () => {
    expect(count('2026Q1', ...quarter.out, quarter.withdrawn)).toMatchObject({ published: 0, met: 0 });
    expect(count('2026Q1', quarter.drafted, quarter.discarded).drafted).toBe(0);
    expect(count('2026Q1', ...quarter.out, quarter.discarded).published).toBe(1);
  });
  it('sees a quarter disclosed by its three months, and not by two', () => {
    const months = ['2026-01', '2026-02', '2026-03'].flatMap((month) => inPeriod(month).out);
    expect(count('2026Q1', ...months.slice(0, 4))).toMatchObject({ published: 0, met: 0 });
    expect(count('2026Q1', ...months)).toMatchObject({ published: 1, met: 1 });
    expect(count('2026', ...months).published).toBe(0);
  });
  it('counts a month that nobody asked for as published, and as nobody\u2019s duty met', () =>
    expect(count('2026-02', ...inPeriod('2026-02').out)).toMatchObject({ published: 1, met: 0, owing: 0 }));
  it('counts a matter wherever it happens', () => {
    const { out } = inPeriod('matter-road');
    expect(counted('matter-road', established({ owesDisclosure: false }), ...out)).toMatchObject({
      published: 1,
      met: 0,
    });
  });
});

describe('what is owed', () => {
  const quarters = ['2025Q4', '2026Q1', '2026Q2', '2026Q3', '2026Q4'];
  it('begins with the period in which a body is established, and ends with that in which it is dissolved', () => {
    const life = [established({ from: '2026-03-31' }), dissolvedOn('2026-08-01')];
    expect(owing(quarters, ...life)).toEqual([0, 1, 1, 1, 0]);
    expect(owing(['2025', '2026', '2027'], ...life)).toEqual([0, 1, 0]);
    // Its first day without a duty is the first of the quarter.
    expect(owing(quarters, established({ from: '2026-04-01' }), dissolvedOn('2026-10-01'))).toEqual([0, 0, 1, 1, 0]);
  });
  it('is nothing for the roll of an assembly, whatever was entered', () =>
    expect([...project([established({ kind: 'representatives' })]).documents.values()]).toMatchObject([{ duty: [] }]));
  it('is nothing for a unit that owes nothing, until someone says so; what it publishes does not count', () => {
    const unit = established({ owesDisclosure: false });
    expect(counted('2026Q1', unit, ...inPeriod('2026Q1').out)).toMatchObject({ owing: 0, published: 0, met: 0 });
    const begins: Dated = [change({ owesDisclosure: true }), '2026-05-02'];
    expect(owing(quarters, unit, begins)).toEqual([0, 0, 1, 1, 1]);
    expect(owing(quarters, unit, begins, [change({ owesDisclosure: false }), '2026-07-02'])).toEqual([0, 0, 1, 1, 0]);
  });
  it('is counted once where a duty ends and begins again within a period', () => {
    const history: Dated[] = [
      established(),
      [change({ owesDisclosure: false }), '2026-04-10'],
      [change({ owesDisclosure: true }), '2026-06-10'],
    ];
    expect(owing(quarters, ...history)).toEqual([1, 1, 1, 1, 1]);
    expect(owing(['2026-05'], ...history)).toEqual([0]);
  });
  it('is a month only where the rule says so: in Shandong, and where transactions are many', () => {
    expect(owing(['2026-01', '2026Q1'], established())).toEqual([0, 1]);
    expect(owing(['2026-01', '2026Q1'], established({ division: shandongVillage }))).toEqual([1, 1]);
    const busy: Dated = [change({ manyTransactions: true }), '2026-02-10'];
    expect(owing(['2026-01', '2026-02', '2026-03', '2026Q1', '2026'], established(), busy)).toEqual([0, 1, 1, 1, 1]);
    const month = inPeriod('2026-02').out;
    expect(counted('2026-02', established(), busy, ...month)).toMatchObject({ owing: 1, met: 1 });
  });
  it('takes the day of a change from the calendar of Shanghai', () => {
    const record = recorder('stream', body);
    const late = { ...record(change({ owesDisclosure: false })), time: '2026-03-31T17:00:00.000Z' };
    const { documents } = projectInMemory(coverage, [{ ...record(established()), position: 0n }, late]);
    expect(documents.get(body)?.duty).toMatchObject([{ until: '2026-04-01' }]);
  });
  it('is the same by the sums of all bodies as body by body', () => {
    const day = fc
      .integer({ min: 0, max: 1_000 })
      .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));
    const changes = fc.array(fc.tuple(day, fc.boolean(), fc.boolean()), { maxLength: 4 });
    const periods = ['2025-06', '2026-01', '2026-02', '2026-12', '2025Q4', '2026Q1', '2027Q3', '2025', '2027'];
    fc.assert(
      fc.property(day, changes, (from, later) => {
        const history = later
          .filter(([on]) => on >= from)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([on, owesDisclosure, manyTransactions]): Dated => [change({ owesDisclosure, manyTransactions }), on]);
        const events = [established({ from }), ...history];
        const { owes } = owedBy(project(events).documents.get(body)?.duty ?? []);
        expect(owing(periods, ...events)).toEqual(periods.map((period) => (owes(period) ? 1 : 0)));
      }),
    );
  });
});

it('has a version of its own for each set of rules, as documents hold what these asked for', () => {
  const asked = rules.filter(({ topic }) => topic === 'disclosure.finance.period');
  // Where this list changes, raise the version of `coverage` with it.
  expect({ version: coverage.version, rules: asked.map(({ id, version }) => `${id} ${version}`) }).toEqual({
    version: 4,
    rules: [
      'organic-law-2018.disclosure.finance 1',
      'organic-law-2026.disclosure.finance 1',
      'nongjingfa-2011-13.disclosure.finance 1',
      'zhejiang-collective-assets-2020.disclosure 1',
      'shandong-disclosure-2018.finance 1',
    ],
  });
});
