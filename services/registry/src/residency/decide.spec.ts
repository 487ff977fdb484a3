import type { Digest } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { residencyDecider } from './decide.ts';

const digest = (text: string) => text.padEnd(43, '0') as Digest;
const division = '330302023200';
const record = {
  person: 'p-li',
  division,
  kind: 'resident',
  household: '12',
  name: digest('li'),
  from: '2026-01-01',
} as const;
const recorded = { type: 'residency-recorded', data: record } as const;
const ending = { person: 'p-li', division, on: '2026-03-01', reason: 'moved' } as const;
const ended = { type: 'residency-ended', data: { ...ending, household: '12' } } as const;
const correct = (fields: object) => ({ kind: 'correct', correction: { person: 'p-li', division, ...fields } }) as const;

describe('somebody who does not belong to the village', () => {
  it('is recorded', () => given(residencyDecider).when({ kind: 'record', record }).then(recorded));
  it('is not registered while another village has her registration', () => {
    const registeredElsewhere = '330302023201';
    given(residencyDecider)
      .when({ kind: 'record', record: { ...record, kind: 'registered' }, registeredElsewhere })
      .refused('residency.registered-elsewhere');
    given(residencyDecider).when({ kind: 'record', record, registeredElsewhere }).then(recorded);
  });
  it('has nothing to correct or to end', () => {
    given(residencyDecider)
      .when(correct({ household: '13' }))
      .refused('residency.unknown');
    given(residencyDecider).when({ kind: 'end', ending }).refused('residency.unknown');
  });
});

describe('somebody who belongs to the village', () => {
  it('is not recorded again', () =>
    given(residencyDecider, recorded).when({ kind: 'record', record }).refused('residency.recorded'));
  it('moves from one household to another', () =>
    given(residencyDecider, recorded)
      .when(correct({ household: '13', group: '2' }))
      .then({
        type: 'residency-corrected',
        data: { person: 'p-li', division, household: '13', formerHousehold: '12', group: '2' },
      }));
  it('is left alone where nothing differs', () =>
    given(residencyDecider, recorded)
      .when(correct({ household: '12', kind: 'resident' }))
      .then());
  it('leaves, not before she came unless it was a mistake', () => {
    given(residencyDecider, recorded).when({ kind: 'end', ending }).then(ended);
    given(residencyDecider, recorded)
      .when({ kind: 'end', ending: { ...ending, on: '2025-12-31' } })
      .refused('dates.before-beginning');
    given(residencyDecider, recorded)
      .when({ kind: 'end', ending: { ...ending, on: '2025-12-31', reason: 'mistake' } })
      .then({ ...ended, data: { ...ended.data, on: '2025-12-31', reason: 'mistake' } });
  });
  it('leaves the household she moved to', () => {
    const moved = {
      type: 'residency-corrected',
      data: { person: 'p-li', division, household: '13', formerHousehold: '12' },
    } as const;
    given(residencyDecider, recorded, moved)
      .when({ kind: 'end', ending })
      .then({ ...ended, data: { ...ended.data, household: '13' } });
  });
});

describe('somebody who left', () => {
  it('may come back', () => given(residencyDecider, recorded, ended).when({ kind: 'record', record }).then(recorded));
  it('is not corrected', () =>
    given(residencyDecider, recorded, ended)
      .when(correct({ household: '13' }))
      .refused('residency.unknown'));
});
