import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  amended,
  contributionOf,
  histories,
  opened,
  papers,
  recorded,
  type Happening,
  type Paper,
} from '../test/papers.ts';
import { projectInMemory } from './project-in-memory.ts';

const project = (...happenings: Happening[]) => projectInMemory(papers, recorded(happenings));
const counts = (happenings: Happening[], key: string) => project(...happenings).rollUps.get(key)?.counts;

/** Counted from the documents alone, a level at a time. */
const recount = (documents: ReadonlyMap<string, Paper>): Map<string, Record<string, number>> => {
  const totals = new Map<string, Record<string, number>>();
  for (const digits of [0, 2, 4, 6, 9, 12])
    for (const paper of documents.values())
      for (const contribution of contributionOf(paper)) {
        const code = contribution.division.slice(0, digits).padEnd(12, '0');
        // A county's own paper is of no town: its code is the same at the levels below.
        if (
          digits > 0 &&
          contribution.division.slice(0, [0, 2, 4, 6, 9, 12].filter((d) => d < digits).at(-1)).padEnd(12, '0') === code
        )
          continue;
        const key = `${code}/${contribution.bucket}`;
        const total = totals.get(key) ?? {};
        for (const [name, count] of Object.entries(contribution.counts)) total[name] = (total[name] ?? 0) + count;
        totals.set(key, total);
      }
  for (const [key, total] of totals)
    totals.set(key, Object.fromEntries(Object.entries(total).filter(([, count]) => count !== 0)));
  return totals;
};

describe('projecting in memory', () => {
  it('keeps the last state of each document', () => {
    const { documents } = project(opened('a'), amended('a', 5), opened('b'), amended('a', 7));
    expect(documents.get('a')).toMatchObject({ amount: 7 });
    expect([...documents.keys()]).toEqual(['a', 'b']);
  });

  it('adds a contribution to the division and all its ancestors', () => {
    const { rollUps } = project(opened('a', '330302001201'), amended('a', 5));
    const found = [...rollUps].filter(([key]) => key.endsWith('/2026Q1'));
    expect(found.map(([key]) => key.slice(0, 12)).sort()).toEqual([
      '000000000000',
      '330000000000',
      '330300000000',
      '330302000000',
      '330302001000',
      '330302001201',
    ]);
    for (const [key, rollUp] of found)
      expect(rollUp).toEqual({ division: key.slice(0, 12), bucket: '2026Q1', counts: { amount: 5, papers: 1 } });
  });

  it('corrects what a document had added', () => {
    const history = [opened('a'), amended('a', 5), opened('b'), amended('b', 20)];
    expect(counts(history, '330000000000/2026Q1')).toEqual({ papers: 2, amount: 25 });
    expect(counts([...history, amended('a', -1)], '330000000000/2026Q1')).toEqual({ papers: 2, amount: 19 });
  });

  it('takes back what a withdrawn document had added, and keeps no empty roll-up', () => {
    const withdrawn: Happening = { stream: 'a', event: { type: 'paper-withdrawn' } };
    const { documents, rollUps } = project(opened('a'), amended('a', 5), withdrawn);
    expect(documents.size).toBe(0);
    expect(rollUps.size).toBe(0);
  });

  it('subtracts here and adds there when a document moves', () => {
    const history: Happening[] = [
      opened('a', '330302001201'),
      { stream: 'a', event: { type: 'paper-moved', division: '330381001200' } },
    ];
    expect(counts(history, '330302000000/2026Q1')).toBeUndefined();
    expect(counts(history, '330381000000/2026Q1')).toEqual({ papers: 1 });
    expect(counts(history, '330300000000/2026Q1')).toEqual({ papers: 1 });
  });

  it('counts a merged document once', () => {
    const { documents, rollUps } = project(opened('a'), opened('b'), {
      stream: 'a',
      event: { type: 'paper-merged', into: 'b' },
    });
    expect([...documents]).toEqual([['b', expect.objectContaining({ absorbed: 1 })]]);
    expect(rollUps.get('000000000000/all')?.counts).toEqual({ papers: 1 });
  });

  it('agrees with a count of the documents, whatever happened', () => {
    fc.assert(
      fc.property(histories, (happenings) => {
        const { documents, rollUps } = project(...happenings);
        const counted = new Map([...rollUps].map(([key, rollUp]) => [key, rollUp.counts]));
        expect(counted).toEqual(recount(documents));
      }),
    );
  });

  it.each([
    ['a division that is none', { division: '3303', bucket: 'b', counts: {} }, '12 digits'],
    ['a bucket with a slash', { division: '330302001201', bucket: 'a/b', counts: {} }, 'without /'],
    ['a count that is no integer', { division: '330302001201', bucket: 'b', counts: { x: 0.5 } }, 'safe integer'],
  ])('throws for %s', (_, contribution, message) => {
    const projection = { ...papers, contribution: () => [contribution] };
    expect(() => projectInMemory(projection, recorded([opened('a')]))).toThrow(message);
  });
});
