import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent, RegistryEvent } from '@cunjian/contracts';
import { projectInMemory } from '@cunjian/processing';
import { divisions, nameAsOf, nameOf } from './divisions.ts';
import { households } from './households.ts';
import { imports } from './imports.ts';
import { kinship } from './kinship.ts';
import { members } from './members.ts';
import { slips } from './slips.ts';

/** A day apart, so that "as of" can lie between them. */
const recorded = (...events: readonly object[]): readonly RecordedEvent[] =>
  (events as readonly RegistryEvent[]).map(
    ({ type, data }, i) =>
      ({
        name: type,
        data,
        position: BigInt(i + 1),
        revision: i,
        time: `2026-01-0${i + 1}T00:00:00.000Z`,
        actor: 'p-registrar',
      }) as unknown as RecordedEvent,
  );

const town = '330302006000';
const village = '330302006044';
const other = '330302006045';
const division = (code: string, name: string, parent?: string) => ({
  type: 'division-registered',
  data: { code, name, level: parent === undefined ? 'town' : 'village', parent, list: 'l1' },
});

describe('divisions', () => {
  const { documents } = projectInMemory(
    divisions,
    recorded(
      division(town, '五马街道'),
      division(village, '鼓楼社区', town),
      division(other, '墨池社区', town),
      { type: 'division-renamed', data: { code: village, name: '新鼓楼社区', formerly: '鼓楼社区', list: 'l2' } },
      { type: 'division-abolished', data: { code: other, successors: [village], list: 'l2', effective: '2026-01-05' } },
    ),
  );
  it('count the children that are listed now', () => expect(documents.get(town)?.children).toBe(1));
  it('know their names then and now, and are found by both', () => {
    const found = documents.get(village);
    expect(found && nameOf(found)).toBe('新鼓楼社区');
    expect(found && nameAsOf(found, '2026-01-03T00:00:00.000Z')).toBe('鼓楼社区');
    expect(found && nameAsOf(found, '2026-01-04T00:00:00.000Z')).toBe('新鼓楼社区');
    expect(found?.tokens).toEqual(expect.arrayContaining(['鼓楼', '新鼓', 'gl']));
  });
  it('stay when abolished, with who took over', () =>
    expect(documents.get(other)).toMatchObject({ status: 'abolished', successors: [village] }));
});

describe('households', () => {
  const residency = (person: string, household: string, group?: string) => ({
    type: 'residency-recorded',
    data: { person, division: village, household, group },
  });
  const persons = (...events: readonly object[]) => {
    const { documents } = projectInMemory(households, recorded(...events));
    return Object.fromEntries([...documents].map(([key, document]) => [key, document.persons]));
  };
  it('hold who belongs to them', () =>
    expect(persons(residency('b', '1', '3'), residency('a', '1'), residency('c', '2'))).toEqual({
      [`${village}/1`]: ['a', 'b'],
      [`${village}/2`]: ['c'],
    }));
  it('lose who moves or leaves, and go with the last', () =>
    expect(
      persons(
        residency('a', '1'),
        residency('b', '2'),
        {
          type: 'residency-corrected',
          data: { person: 'a', division: village, household: '2', formerHousehold: '1' },
        },
        { type: 'residency-ended', data: { person: 'b', division: village, household: '2', on: '2026-02-01' } },
      ),
    ).toEqual({ [`${village}/2`]: ['a'] }));
});

describe('imports', () => {
  it('count what was written, until they are completed', () => {
    const { documents } = projectInMemory(
      imports,
      recorded(
        { type: 'residents-imported', data: { import: 'i1', division: village, sha256: 'x', rows: 3 } },
        { type: 'residency-recorded', data: { person: 'a', division: village, household: '1', import: 'i1' } },
        { type: 'residency-recorded', data: { person: 'b', division: village, household: '1' } },
        { type: 'residency-corrected', data: { person: 'c', division: village, import: 'i1' } },
        { type: 'residents-import-completed', data: { import: 'i1', refused: 1 } },
      ),
    );
    expect([...documents.values()]).toEqual([
      expect.objectContaining({ import: 'i1', rows: 3, added: 1, changed: 1, refused: 1, status: 'completed' }),
    ]);
  });
});

describe('kinship', () => {
  it('is the same from both sides, and the last word counts', () => {
    const said = (near: boolean) => ({
      type: 'kinship-recorded',
      data: { division: village, persons: ['a', 'b'], near },
    });
    const { documents } = projectInMemory(kinship, recorded(said(true), said(false)));
    expect(documents.get('a')).toEqual({ near: [], notNear: ['b'] });
    expect(documents.get('b')).toEqual({ near: [], notNear: ['a'] });
  });
});

describe('members', () => {
  it('stay with the day they left', () => {
    const { documents } = projectInMemory(
      members,
      recorded(
        { type: 'member-admitted', data: { body: 'co', person: 'a', from: '2026-01-01' } },
        { type: 'member-removed', data: { body: 'co', person: 'a', on: '2026-02-01' } },
      ),
    );
    expect(documents.get('co/a')).toMatchObject({ status: 'left', until: '2026-02-01' });
  });
});

describe('slips', () => {
  it('never hold a code', () => {
    const { documents } = projectInMemory(
      slips,
      recorded(
        { type: 'activation-slip-prepared', data: { slip: 's', person: 'a', division: village, officer: 'p1' } },
        {
          type: 'activation-slip-issued',
          data: { slip: 's', person: 'a', codeHash: 'secret', officers: ['p1', 'p2'], expires: '2026-04-01' },
        },
      ),
    );
    expect(documents.get('s')).toMatchObject({ status: 'issued', officers: ['p1', 'p2'] });
    expect(JSON.stringify(documents.get('s'))).not.toContain('secret');
  });
});
