import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { BallotBox, BoxedBallot } from './ballot-box.ts';
import { openBallotBox } from './sqlite-ballot-box.ts';

let dir = '';
let box: BallotBox;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-box-'));
  box = openBallotBox({ dir });
});
afterEach(async () => {
  await box.close();
  await rm(dir, { recursive: true });
});

const size = { slots: 40, ballotBytes: 1_700 };
const boxed = (voter: number, choice = 'a'): BoxedBallot => ({
  tokenHash: createHash('sha256').update(`token ${voter}`).digest('base64url'),
  text: `voter ${voter} `.padEnd(size.ballotBytes, choice),
});
const inOrder = (ballots: readonly BoxedBallot[]): readonly BoxedBallot[] =>
  ballots.toSorted((a, b) =>
    Buffer.compare(Buffer.from(a.tokenHash, 'base64url'), Buffer.from(b.tokenHash, 'base64url')),
  );
const all = (count: number): BoxedBallot[] => Array.from({ length: count }, (_, voter) => boxed(voter));
const file = async (): Promise<Buffer> => {
  const [name = ''] = await readdir(dir);
  return readFile(join(dir, name));
};

describe('a ballot box', () => {
  it('gives its ballots in the order of the hashes, page by page', async () => {
    const ballots = all(40);
    expect(await Promise.all(ballots.map((one) => box.cast('road', size, one)))).toEqual(Array(40).fill('cast'));
    const sorted = inOrder(ballots);
    expect(await box.page('road', undefined, 100)).toEqual(sorted);
    expect(await box.page('road', undefined, 15)).toEqual(sorted.slice(0, 15));
    expect(await box.page('road', sorted[14]?.tokenHash, 15)).toEqual(sorted.slice(15, 30));
    expect(await box.page('road', sorted[39]?.tokenHash, 15)).toEqual([]);
  });

  it('keeps the last ballot of a token, also of two that wait together', async () => {
    await box.cast('road', size, boxed(1));
    await Promise.all([box.cast('road', size, boxed(1, 'b')), box.cast('road', size, boxed(1, 'c'))]);
    expect(await box.page('road', undefined, 10)).toEqual([boxed(1, 'c')]);
  });

  it('takes no ballot again that its voter has replaced, whoever kept a copy, also after a start', async () => {
    const cast = (choice: string) => box.cast('road', size, boxed(1, choice));
    const refused = { refused: [{ code: 'ballot-box.replaced', params: {} }] };
    for (const choice of ['a', 'b', 'b', 'c']) expect(await cast(choice)).toBe('cast');
    expect(await cast('a')).toEqual(refused);
    await box.close();
    box = openBallotBox({ dir });
    expect([await cast('b'), await cast('a'), await cast('c')]).toEqual([refused, refused, 'cast']);
    expect(await Promise.all([cast('d'), cast('c')])).toEqual(['cast', refused]);
    expect(await box.page('road', undefined, 10)).toEqual([boxed(1, 'd')]);
    // Another token's are its own.
    expect(await box.cast('road', size, { ...boxed(2), text: boxed(1, 'a').text })).toBe('cast');
  });

  it('takes no more tokens than there are slots, and still changes what is in it', async () => {
    await Promise.all(all(40).map((one) => box.cast('road', size, one)));
    expect(await box.cast('road', size, boxed(40))).toEqual({ refused: [{ code: 'ballot-box.full', params: {} }] });
    expect(await box.cast('road', size, boxed(7, 'b'))).toBe('cast');
    expect(await box.page('road', undefined, 100)).toHaveLength(40);
  });

  it('keeps ballots apart by what they are about, and has none where none was cast', async () => {
    await Promise.all([box.cast('road', size, boxed(1)), box.cast('well', size, boxed(2))]);
    expect(await box.page('well', undefined, 10)).toEqual([boxed(2)]);
    expect(await box.page('school', undefined, 10)).toEqual([]);
    expect(await readdir(dir)).toHaveLength(2);
  });

  it('has on disk what it took, when it took it', async () => {
    await Promise.all(all(20).map((one) => box.cast('road', size, one)));
    await box.close();
    box = openBallotBox({ dir });
    expect(await box.page('road', undefined, 100)).toEqual(inOrder(all(20)));
    expect(await box.cast('road', size, boxed(3, 'b'))).toBe('cast');
    expect(await box.cast('road', size, boxed(20))).toBe('cast');
    expect(await box.page('road', undefined, 100)).toHaveLength(21);
  });

  it('refuses what would wait too long', async () => {
    const small = openBallotBox({ dir: join(dir, 'small'), maxWaitingBallots: 2 });
    const answers = await Promise.all(all(3).map((one) => small.cast('road', size, one)));
    expect(answers).toEqual(['cast', 'cast', { refused: [{ code: 'ballot-box.busy', params: {} }] }]);
    await small.close();
    await rm(join(dir, 'small'), { recursive: true });
  });

  it('throws for what is no checked ballot, and takes the others', async () => {
    const short = { ...boxed(1), text: 'short' };
    const [bad, good] = await Promise.allSettled([box.cast('road', size, short), box.cast('road', size, boxed(2))]);
    expect(bad.status).toBe('rejected');
    expect(good).toEqual({ status: 'fulfilled', value: 'cast' });
  });

  it('is gone when it was taken away', async () => {
    await box.cast('road', size, boxed(1));
    await box.remove('road');
    expect(await readdir(dir)).toEqual([]);
    expect(await box.page('road', undefined, 10)).toEqual([]);
  });
});

describe("the box's file", () => {
  it('never changes but in the slot that a ballot gets, and keeps nothing of what a ballot replaced', async () => {
    await box.cast('road', size, boxed(0));
    const before = await file();
    await box.cast('road', size, boxed(1, 'x'));
    await box.cast('road', size, boxed(1, 'y'));
    const after = await file();
    expect(after).toHaveLength(before.length);
    const changed = [...after.keys()].filter((at) => after[at] !== before[at]);
    // Besides the slot, the counters of changes in the first page.
    const inSlot = changed.filter((at) => at >= 100);
    // And sixteen bytes of what was replaced.
    expect(inSlot.length).toBeLessThanOrEqual(32 + size.ballotBytes + 8 + 16);
    expect(after.includes('voter 1 yyyy')).toBe(true);
    expect(after.includes('xxxx')).toBe(false);
    expect(await readdir(dir)).toHaveLength(1);
  });
});
