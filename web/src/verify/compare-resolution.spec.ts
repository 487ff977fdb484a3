import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { compareResolution, type ShownResolution } from './compare-resolution.ts';
import { compareTally, type ShownTally } from './compare-tally.ts';
import type { SealedValue } from './comparison.ts';

const salt = Buffer.alloc(32, 7);
const digestOf = (value: string) => createHash('sha256').update(salt).update(JSON.stringify(value)).digest('base64url');
const values = ['修路', '修上村路'].map((value): SealedValue => ({
  digest: digestOf(value),
  state: 'OPEN',
  salt: salt.toString('base64'),
  value,
}));
const numbers = { members: 30, present: 20, quorumNeeded: 16, quorate: true, cast: 20, valid: 19, invalid: 1 };
const votes = [
  { option: 'for', votes: 15 },
  { option: 'against', votes: 4 },
];
const count = { ...numbers, abstained: 0, votes, base: 20, needed: 11 };
const arithmetic = { ...count, majorityOf: 'PRESENT' as const, outcome: 'NO_QUORUM' };
const sealed = { ...count, majorityOf: 'present', outcome: 'no-quorum', chosen: ['o01'] };

const tally: ShownTally = {
  ...{ ballot: 'ballot-1', arithmetic: { ...arithmetic, chosen: ['o01'] } },
  channels: [{ channels: ['ONLINE', 'SHOW_OF_HANDS'], present: 20, cast: 20, valid: 19, invalid: 1 }],
};
const counted = {
  data: {
    ...{ ballot: 'ballot-1', arithmetic: sealed },
    channels: [{ channels: ['online', 'show-of-hands'], present: 20, cast: 20, valid: 19, invalid: 1 }],
  },
};
const reasonOf = (shown: ShownTally) => compareTally(shown)(counted, []).difference?.reason;

describe('a tally on the page against the log', () => {
  it('is the same in every number', () => {
    expect(compareTally(tally)(counted, [])).toEqual({ opened: 0, withheld: 0, erased: 0 });
  });
  it('is red for another number, outcome, option or channel', () => {
    const change = (more: object): ShownTally => ({ ...tally, arithmetic: { ...tally.arithmetic, ...more } });
    expect(reasonOf({ ...tally, ballot: 'ballot-2' })).toBe('ballot: ballot-2 ≠ ballot-1');
    expect(reasonOf(change({ present: 21 }))).toBe('present: 21 ≠ 20');
    expect(reasonOf(change({ outcome: 'ADOPTED' }))).toBe('outcome: adopted ≠ no-quorum');
    expect(reasonOf(change({ votes: [votes[0], { option: 'against', votes: 5 }] }))).toBe('votes: 5 ≠ 4');
    expect(reasonOf(change({ votes: votes.slice(1) }))).toBe('options: 1 ≠ 2');
    expect(reasonOf(change({ chosen: ['o02'] }))).toBe('chosen: o02 ≠ o01');
    expect(reasonOf({ ...tally, channels: [] })).toBe('channels: 0 ≠ 1');
  });
});

const shown: ShownResolution = {
  ...{ id: 'resolution-1', number: '2026-3', title: '修路', text: '修上村路', adoptedOn: '2026-05-04' },
  ...{ due: '2026-12-31', budget: null, assembly: 'COLLECTIVE_MEMBERS', arithmetic, ballot: 'ballot-1' },
};
const adopted = {
  data: {
    ...{ resolution: 'resolution-1', number: '2026-3', title: digestOf('修路'), text: digestOf('修上村路') },
    ...{ adoptedOn: '2026-05-04', due: '2026-12-31', assembly: 'collective-members', ballot: 'ballot-1' },
    arithmetic: sealed,
  },
};

describe('a resolution on the page against the log', () => {
  it('is the same in number, texts, day, deadline, budget and arithmetic', () => {
    expect(compareResolution(shown)(adopted, values)).toEqual({ opened: 2, withheld: 0, erased: 0 });
  });
  it.each([
    ['number', { number: '2026-4' }, 'number: 2026-4 ≠ 2026-3'],
    ['text', { text: '修下村路' }, 'text: 修下村路 ≠ 修上村路'],
    ['deadline', { due: '2027-12-31' }, 'due: 2027-12-31 ≠ 2026-12-31'],
    ['budget', { budget: 100 }, 'budget: 100 ≠ undefined'],
    ['assembly', { assembly: 'HOUSEHOLDS' }, 'assembly: households ≠ collective-members'],
    ['count', { arithmetic: { ...arithmetic, cast: 21 } }, 'cast: 21 ≠ 20'],
  ])('is red for another %s', (_, change, reason) => {
    expect(compareResolution({ ...shown, ...change })(adopted, values).difference).toEqual({ reason });
  });
});
