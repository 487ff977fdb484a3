import type { Arithmetic, ConsultationEvent } from '@cunjian/contracts';
import { projectInMemory } from '@cunjian/processing';
import { describe, expect, it } from '@jest/globals';
import { rule, terms } from '../../test/ballot-example.ts';
import { village } from '../../test/people.ts';
import { tally } from '../../test/procedures.ts';
import { recorder } from '../../test/recorded.ts';
import { representativesMeetings } from './representatives-meetings.ts';

type Given = readonly [ConsultationEvent, time?: string];

const opened = (ballot: string, change: { assembly?: 'villagers'; binding?: false } = {}): ConsultationEvent => ({
  type: 'ballot-opened',
  data: {
    ...{ ...terms, ballot, roll: { count: 6, root: '0'.repeat(64) }, issuers: [], holders: [] },
    ...{ binding: change.binding ?? true, rule: { ...rule, assembly: change.assembly ?? 'representatives' } },
  },
});
const counted = (ballot: string): ConsultationEvent => ({
  type: 'ballot-counted',
  data: { ballot, channels: [], arithmetic: tally(4) },
});
const step = (on: string, change: { assembly?: 'villagers'; arithmetic?: Arithmetic; ballot?: string } = {}) =>
  ({
    type: 'step-taken',
    data: {
      ...{ proceeding: 'proceeding-1', step: 'assembly-decides', merged: false, on, passed: true },
      ...{ assembly: 'representatives', arithmetic: tally(4), ...change },
    },
  }) satisfies ConsultationEvent;

const meetings = (...events: readonly Given[]) => {
  const record = recorder('stream');
  const recorded = events.map(([event, time]) => record(event, time === undefined ? {} : { time }));
  return projectInMemory(representativesMeetings, recorded).documents.get(village)?.meetings;
};
const turnout = { members: 6, present: 5 };

describe('meetings of the villagers’ representatives', () => {
  it('are a ballot of theirs on the day in Shanghai on which it opened, with its turnout once it is counted', () => {
    const time = '2026-03-31T16:00:00.000Z';
    expect(meetings([opened('b1'), '2026-03-31T15:59:59.999Z'])).toEqual([{ on: '2026-03-31', ballot: 'b1' }]);
    expect(meetings([opened('b1'), time], [opened('b2')], [counted('b1')])).toEqual([
      { on: '2026-04-10', ballot: 'b2' },
      { on: '2026-04-01', ballot: 'b1', turnout },
    ]);
  });

  it('are a step with a show of hands, on its day, in whatever order they were recorded', () =>
    expect(meetings([step('2026-03-05')], [step('2026-02-01')])).toEqual([
      { on: '2026-03-05', turnout },
      { on: '2026-02-01', turnout },
    ]));

  it.each<[string, ConsultationEvent]>([
    ['a ballot of another assembly', opened('b1', { assembly: 'villagers' })],
    ['a poll', opened('b1', { binding: false })],
    ['a count of a ballot that is none of theirs', counted('b1')],
    ['a step of another assembly', step('2026-03-05', { assembly: 'villagers' })],
    ['a step that a ballot took, which is counted by itself', step('2026-03-05', { ballot: 'b1' })],
    ['a step without hands', step('2026-03-05', { arithmetic: undefined as never })],
  ])('are not %s', (_, event) => expect(meetings([event])).toBeUndefined());

  it('are kept as far as two years of one a month', () => {
    const days = Array.from({ length: 28 }, (_, day) => `2026-02-${String(day + 1).padStart(2, '0')}`);
    const kept = meetings(...days.map((on): Given => [step(on)]))?.map(({ on }) => on);
    expect(kept).toEqual(days.slice(-24).toReversed());
  });
});
