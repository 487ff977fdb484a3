import { expect, it } from '@jest/globals';
import { createBatches, type Asked } from './batches.ts';

const recording = (maxAsked: number) => {
  const sent: string[][] = [];
  const ask = createBatches(async (batch: readonly Asked[]) => {
    sent.push(batch.map(({ path }) => path));
    return batch.map(({ path }) => () => {
      if (path === 'refused') throw new Error('refused');
      return `answer to ${path}`;
    });
  }, maxAsked);
  return { sent, ask: (path: string) => ask({ path, input: undefined }) };
};

it('sends together what is asked in one turn, and gives each its own answer', async () => {
  const { sent, ask } = recording(10);
  const refused = ask('refused');
  const later = Promise.resolve().then(() => ask('b'));
  expect(await Promise.allSettled([ask('a'), refused, later])).toMatchObject([
    { value: 'answer to a' },
    { reason: { message: 'refused' } },
    { value: 'answer to b' },
  ]);
  await ask('c');
  expect(sent).toEqual([['refused', 'a', 'b'], ['c']]);
});

it('sends no more at once than it may', async () => {
  const { sent, ask } = recording(2);
  expect(await Promise.all(['a', 'b', 'c'].map(ask))).toEqual(['answer to a', 'answer to b', 'answer to c']);
  expect(sent).toEqual([['a', 'b'], ['c']]);
});

it('tells all of a batch that it failed, or was not answered as it was asked', async () => {
  const failing = createBatches(async () => Promise.reject(new Error('nobody there')), 10);
  const fewer = createBatches(async () => [() => 'one'], 10);
  for (const [ask, message] of [
    [failing, 'nobody there'],
    [fewer, '2 were asked, 1 answered'],
  ] as const) {
    const both = ['a', 'b'].map((path) => ask({ path, input: undefined }));
    for (const one of both) await expect(one).rejects.toThrow(message);
  }
});
