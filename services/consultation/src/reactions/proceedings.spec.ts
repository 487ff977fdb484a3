import type { Arithmetic, ConsultationEvent, Digest } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import { committee, village } from '../../test/people.ts';
import { recorder } from '../../test/recorded.ts';
import { resolutionOverdue } from './resolution-overdue.ts';
import { stepByBallot, stepByPublication } from './steps-by-others.ts';

const digest = (of: string): Digest => of.padEnd(43, 'd') as Digest;
const record = recorder('stream', committee);
const arithmetic: Arithmetic = {
  ...{ members: 6, present: 5, quorumNeeded: 4, quorate: true, cast: 5, valid: 5, invalid: 0, abstained: 0 },
  ...{ majorityOf: 'present', base: 5, needed: 3, outcome: 'adopted', chosen: ['for'], votes: [] },
};
const [proceeding, resolution] = ['proceeding-1', 'resolution-1'];
const posting = { resolution, proceeding, on: '2026-04-22', places: ['上村'] };

describe('steps that others take', () => {
  it('a counted ballot', () =>
    expect(
      stepByBallot.react?.(record({ type: 'ballot-counted', data: { ballot: 'ballot-1', channels: [], arithmetic } })),
    ).toEqual([{ type: 'take-ballot-step', data: { ballot: 'ballot-1' } }]));
  it('the published decision, and the published result', () => {
    const on = '2026-04-22';
    expect(stepByPublication.react?.(record({ type: 'resolution-published', data: posting }))).toEqual([
      { type: 'take-publication-step', data: { proceeding, step: 'decision-published', on } },
    ]);
    expect(stepByPublication.react?.(record({ type: 'resolution-result-published', data: posting }))).toEqual([
      { type: 'take-publication-step', data: { proceeding, step: 'result-published', on } },
    ]);
  });
});

describe('deadlines of a resolution', () => {
  const deadlines = (event: ConsultationEvent) => resolutionOverdue.deadlines?.(record(event));
  const [deadline, year] = [`${resolution} deadline`, `${resolution} year`];
  it('are that of carrying it out, to the end of the day in Shanghai, and a year for its result', () =>
    expect(
      deadlines({
        type: 'resolution-adopted',
        data: {
          ...{ resolution, number: '2026-1', division: village, body: committee, bodyKind: 'villagers-committee' },
          ...{ proceeding, topic: 'topic-1', title: digest('a'), text: digest('b'), responsible: 'p' },
          ...{ due: '2026-10-01', assembly: 'villagers', arithmetic, rules: [], adoptedOn: '2026-04-20' },
        },
      }),
    ).toEqual({
      set: [
        { key: deadline, at: '2026-10-01T16:00:00.000Z', resolution, which: 'deadline' },
        { key: year, at: '2027-04-20T16:00:00.000Z', resolution, which: 'year' },
      ],
    }));
  it('end when it is done, and when its result is out', () => {
    const report = { resolution, report: 'r', text: digest('a'), photos: [] };
    expect(deadlines({ type: 'resolution-reported', data: { ...report, done: false } })).toEqual({});
    expect(deadlines({ type: 'resolution-reported', data: { ...report, done: true } })).toEqual({ clear: [deadline] });
    expect(deadlines({ type: 'resolution-result-published', data: posting })).toEqual({ clear: [deadline, year] });
  });
  it('passed, mark it', () =>
    expect(resolutionOverdue.onDeadline?.({ key: deadline, at: '', resolution, which: 'deadline' })).toEqual([
      { type: 'mark-resolution-overdue', data: { resolution, which: 'deadline' } },
    ]));
});
