import type { DisclosureEvent, RegistryEvent } from '@cunjian/contracts';
import { projectInMemory, rollUpKey } from '@cunjian/processing';
import { describe, expect, it } from '@jest/globals';
import { content, line, photo, procedureOf, subject, withAccount, zhejiangVillage } from '../../test/example.ts';
import { recorder } from '../../test/recorded.ts';
import { candidateContents, contentKey, versionContents } from './contents.ts';
import { coverage } from './coverage.ts';
import { duties, owingAt } from './duties.ts';
import { figuresHash } from './figures.ts';

const procedure = procedureOf(zhejiangVillage);
const county = '330326000000';
const { body, bodyKind } = subject;

const inPeriod = (period: string) => {
  const disclosure = `disclosure-${body}-${period}`;
  const about = { ...subject, disclosure, period };
  const drafted: DisclosureEvent = { type: 'disclosure-drafted', data: { ...about, content, procedure } };
  const published: DisclosureEvent = {
    type: 'disclosure-published',
    data: { ...about, version: 1, content, procedure },
  };
  const posted = (place: string): DisclosureEvent => ({
    type: 'disclosure-posted',
    data: { disclosure, version: 1, place, boards: ['上村', '下村'], from: '2026-04-01', to: '2026-04-20', photo },
  });
  const withdrawn: DisclosureEvent = {
    type: 'disclosure-withdrawn',
    data: { disclosure, version: 1, reason: subject.disclosure as never },
  };
  const discarded: DisclosureEvent = { type: 'disclosure-discarded', data: { disclosure, version: 1 } };
  return { drafted, published, posted, withdrawn, discarded };
};

describe('coverage', () => {
  const counts = (period: string, ...events: DisclosureEvent[]) => {
    const record = recorder('disclosure', body);
    const { rollUps } = projectInMemory(
      coverage,
      events.map((event) => record(event)),
    );
    return rollUps.get(rollUpKey(county, `${bodyKind}|${period}`))?.counts ?? {};
  };
  const quarter = inPeriod('2026Q1');

  it('counts a body once, drafted, published and posted apart, up to the county', () => {
    expect(counts('2026Q1', quarter.drafted)).toMatchObject({ drafted: 1 });
    expect(counts('2026Q1', quarter.drafted, quarter.published)).toMatchObject({ drafted: 1, published: 1 });
  });
  it('counts as posted only what hangs on every board', () => {
    const out = [quarter.drafted, quarter.published, quarter.posted('上村')];
    expect(counts('2026Q1', ...out).posted ?? 0).toBe(0);
    expect(counts('2026Q1', ...out, quarter.posted('下村')).posted).toBe(1);
  });
  it('takes back what was withdrawn or thrown away', () => {
    expect(counts('2026Q1', quarter.drafted, quarter.published, quarter.withdrawn).published ?? 0).toBe(0);
    expect(counts('2026Q1', quarter.drafted, quarter.discarded).drafted ?? 0).toBe(0);
    expect(counts('2026Q1', quarter.drafted, quarter.published, quarter.discarded).published).toBe(1);
  });
  it('sees a quarter disclosed by its three months, and not by two', () => {
    const months = ['2026-01', '2026-02', '2026-03'].map(inPeriod);
    const out = months.flatMap(({ drafted, published }) => [drafted, published]);
    expect(counts('2026Q1', ...out.slice(0, 4)).published ?? 0).toBe(0);
    expect(counts('2026Q1', ...out).published).toBe(1);
    expect(counts('2026-02', ...out).published).toBe(1);
    expect(counts('2026', ...out).published ?? 0).toBe(0);
  });
});

describe('duties', () => {
  const established = (owesDisclosure: boolean): RegistryEvent => ({
    type: 'body-established',
    data: {
      ...{ body, kind: bodyKind, name: '上村', division: zhejiangVillage, predecessors: [], noticeBoards: [] },
      ...{ owesDisclosure, from: '2026-02-10' },
    },
  });
  const owing = (lastDay: string, ...events: (readonly [RegistryEvent, string])[]) => {
    const record = recorder('body', body);
    const { rollUps } = projectInMemory(
      duties,
      events.map(([event, day]) => record(event, day)),
    );
    return owingAt(rollUps.get(rollUpKey(county, bodyKind))?.counts ?? {}, lastDay);
  };
  const change = (owesDisclosure: boolean): RegistryEvent => ({ type: 'body-changed', data: { body, owesDisclosure } });
  const dissolved: RegistryEvent = { type: 'body-dissolved', data: { body, on: '2026-08-01', successors: [] } };

  it('count a body from its first day to its last, for past periods too', () => {
    const history = [
      [established(true), '2026-02-10'],
      [dissolved, '2026-08-01'],
    ] as const;
    expect(['2025-12-31', '2026-03-31', '2026-06-30', '2026-09-30'].map((day) => owing(day, ...history))).toEqual([
      0, 1, 1, 0,
    ]);
  });
  it('do not count units that owe nothing until someone says so', () => {
    expect(owing('2026-12-31', [established(false), '2026-02-10'])).toBe(0);
    const history = [
      [established(false), '2026-02-10'],
      [change(true), '2026-05-02'],
      [change(true), '2026-06-02'],
    ] as const;
    expect(owing('2026-03-31', ...history)).toBe(0);
    expect(owing('2026-06-30', ...history)).toBe(1);
    expect(owing('2026-12-31', ...history, [change(false), '2026-07-02'])).toBe(0);
  });
});

describe('contents', () => {
  it('of a draft are gone once it is out; those of a version stay', () => {
    const record = recorder('disclosure', body);
    const { drafted, published } = inPeriod('2026Q1');
    const events = [record(drafted), record(published)];
    expect(projectInMemory(candidateContents, events.slice(0, 1)).documents.size).toBe(1);
    expect(projectInMemory(candidateContents, events).documents.size).toBe(0);
    const key = contentKey(`disclosure-${body}-2026Q1`, 1);
    expect(projectInMemory(versionContents, events).documents.get(key)?.content).toEqual(content);
  });
});

describe('the hash of the figures', () => {
  const hash = (change: Parameters<typeof withAccount>[0] = {}, version = 1) =>
    figuresHash('disclosure-a', version, withAccount(change));
  it('is that of the figures alone: texts may be erased, amounts may not change', () => {
    expect(hash({ lines: [line({ summary: photo.name })] })).toBe(hash({ lines: [line()] }));
    expect(hash({ lines: [line({ receipt: 1 })] })).not.toBe(hash({ lines: [line()] }));
    expect(hash({ closing: 1 })).not.toBe(hash());
    expect(hash({}, 2)).not.toBe(hash());
  });
});
