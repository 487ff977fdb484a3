import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@cunjian/contracts';
import { endWithBody } from './end-with-body.ts';
import { eraseEnded } from './erase-ended.ts';
import { eraseValues } from './erase-values.ts';
import { finishBinding } from './finish-binding.ts';
import { keepCommittees } from './keep-committees.ts';
import { seatOperator } from './seat-operator.ts';
import { writeImports } from './write-imports.ts';

const event = (name: string, data: object) =>
  ({ name, data, time: '2026-03-05T17:00:00.000Z' }) as unknown as RecordedEvent;

describe('founding', () => {
  it('seats each operator, from the day in Shanghai', () =>
    expect(seatOperator.react?.(event('deployment-founded', { name: 'x', operatorAccounts: ['a', 'b'] }))).toEqual([
      { type: 'seat-operator', data: { account: 'a', office: 'office-operator', from: '2026-03-06' } },
      { type: 'seat-operator', data: { account: 'b', office: 'office-operator-2', from: '2026-03-06' } },
    ]));
});

describe('an accepted import', () => {
  it.each([
    ['division-list-imported', 'write-division-list'],
    ['residents-imported', 'write-residents'],
  ])('%s asks for its rows', (name, type) => {
    const data = { sha256: 'x' };
    expect(writeImports.react?.(event(name, data))).toEqual([{ type, data }]);
  });
});

describe('committees', () => {
  const react = (name: string, data: object) => keepCommittees.react?.(event(name, data));
  it('come with a list', () =>
    expect(react('division-list-completed', { list: 'l1' })).toEqual([
      { type: 'establish-committees', data: { list: 'l1' } },
    ]));
  it('are renamed with their village', () =>
    expect(react('division-renamed', { code: '330302023200', name: '新涂村', formerly: '老涂村' })).toEqual([
      {
        type: 'rename-committee',
        data: {
          body: '330302023200-vc',
          division: '330302023200',
          name: '新涂村村民委员会',
          formerly: '老涂村村民委员会',
        },
      },
    ]));
  it('end with it, and their successors are those of its successors', () =>
    expect(
      react('division-abolished', {
        code: '330302006045',
        successors: ['330302006044', '330302023200'],
        effective: '2026-01-01',
      }),
    ).toEqual([
      {
        type: 'dissolve-committee',
        data: {
          body: '330302006045-rc',
          division: '330302006045',
          on: '2026-01-01',
          successors: ['330302006044-rc', '330302023200-vc'],
        },
      },
    ]));
  it('are not of towns, nor of units that have none', () => {
    expect(react('division-renamed', { code: '330302006000', name: 'a', formerly: 'b' })).toEqual([]);
    expect(react('division-abolished', { code: '330326401498', successors: [], effective: '2026-01-01' })).toEqual([]);
  });
});

describe('a used slip', () => {
  it('binds its account', () =>
    expect(
      finishBinding.react?.(
        event('activation-slip-used', { slip: 's', person: 'p', account: 'a', officers: ['p1', 'p2'] }),
      ),
    ).toEqual([
      {
        type: 'bind-account',
        data: { account: 'a', person: 'p', officers: ['p1', 'p2'], method: 'activation-slip' },
      },
    ]));
});

describe('a dissolved body', () => {
  it('takes its offices and contracts along', () => {
    const dissolved = event('body-dissolved', { body: '330302023200-vc', on: '2026-03-01', successors: [] });
    const data = { body: '330302023200-vc', division: dissolved.partitionkey, on: '2026-03-01' };
    expect(endWithBody.react?.(dissolved)).toEqual([
      { type: 'end-offices', data },
      { type: 'end-contracts', data },
    ]);
  });
});

describe('an erasure', () => {
  it('takes the values along', () => {
    expect(eraseValues.react?.(event('value-restricted', { digests: ['d'], restricted: true }))).toEqual([
      { type: 'restrict-values', data: { digests: ['d'], restricted: true } },
    ]);
    expect(eraseValues.react?.(event('value-erased', { digests: ['d'], reason: 'request' }))).toEqual([
      { type: 'erase-values', data: { digests: ['d'] } },
    ]);
  });
});

describe('a residency', () => {
  const village = '330302023200';
  const data = { division: village, person: 'p', on: '2026-03-01' };
  it('that ended leaves values for a year', () => {
    const set = eraseEnded.deadlines?.(event('residency-ended', data)).set ?? [];
    expect(set).toEqual([{ key: `${village}/p`, at: '2027-03-05T17:00:00.000Z', division: village, person: 'p' }]);
    expect(set.flatMap((deadline) => eraseEnded.onDeadline?.(deadline) ?? [])).toEqual([
      { type: 'erase-ended', data: { division: village, person: 'p' } },
    ]);
  });
  it('that begins again keeps them', () =>
    expect(eraseEnded.deadlines?.(event('residency-recorded', data))).toEqual({ clear: [`${village}/p`] }));
});
