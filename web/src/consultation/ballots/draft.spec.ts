import { describe, expect, it } from '@jest/globals';
import { emptyQuestion, questionInput, runOffOf, withSeats } from './draft.ts';
import type { BallotQuestion } from './queries.ts';

describe('a question as a form holds it', () => {
  it('has an option for each line that is not empty', () => {
    expect(questionInput({ ...emptyQuestion, kind: 'UP_TO', options: ' 修路 \n\n修桥\n', most: '1' })).toEqual({
      ...{ kind: 'UP_TO', options: [{ text: '修路' }, { text: '修桥' }], most: 1 },
    });
  });
  it('of an election names people of the register', () => {
    const candidates = [{ person: 'p1', name: '张三', woman: false }];
    expect(questionInput({ ...emptyQuestion, kind: 'ELECTION', candidates, seats: '2' })).toEqual({
      ...{ kind: 'ELECTION', candidates, writeIns: false, seats: 2, seatsForWomen: 0 },
    });
  });
  it('keeps a seat for a woman once several are voted on, and says so where there are none', () => {
    expect(withSeats(emptyQuestion, '1').seatsForWomen).toBe('0');
    expect(withSeats(emptyQuestion, '3').seatsForWomen).toBe('1');
    expect(withSeats({ ...emptyQuestion, seatsForWomen: '2' }, '3').seatsForWomen).toBe('2');
  });
});

describe('a run-off', () => {
  const option = (name: string, person: string, woman = false) => ({ option: name, text: person, person, woman });
  const options = [option('o01', 'a'), option('o02', 'b', true), option('o03', 'c')];
  const question: BallotQuestion = {
    ...{ kind: 'ELECTION', options, most: 3, seats: 3, seatsForWomen: 1, writeIns: true, runOffOf: null },
  };
  const held = (outcome: string, chosen: readonly string[]) => ({
    ...{ id: 'ballot-1', question },
    result: {
      arithmetic: { outcome, chosen },
      writeIns: [{ option: 'write-in-d', name: 'd', woman: true }],
    } as never,
  });
  it('is for the vacant seats, among those who were not elected, written in or not', () => {
    expect(runOffOf(held('SEATS_VACANT', ['o01']))).toMatchObject({
      ...{ kind: 'ELECTION', runOffOf: 'ballot-1', seats: '2', seatsForWomen: '1' },
      candidates: [
        { person: 'b', name: 'b', woman: true },
        { person: 'c', name: 'c', woman: false },
        { name: 'd', woman: true },
      ],
    });
    expect(runOffOf(held('TIE', ['o02']))).toMatchObject({ seats: '2', seatsForWomen: '0' });
  });
  it.each(['CHOSEN', 'NO_QUORUM', 'VOID'])('does not follow from %s', (outcome) =>
    expect(runOffOf(held(outcome, []))).toBeUndefined(),
  );
});
