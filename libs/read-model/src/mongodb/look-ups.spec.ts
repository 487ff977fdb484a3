import { expect, it } from '@jest/globals';
import { createLookUps } from './look-ups.ts';
import type { Entry } from './registry.ts';

const entry = (name: string, live: string): Entry => ({ _id: name, names: [name], live, models: {}, retired: [] });

/** A server that answers when it is told to, with what is live then. */
const world = () => {
  const requests: { readonly asked: readonly string[]; readonly answer: (error?: Error) => void }[] = [];
  const live = new Map([
    ['notices', 'first'],
    ['disclosures', 'first'],
  ]);
  const look = createLookUps({
    entries: async (names, collections) => {
      const { promise, resolve, reject } = Promise.withResolvers<readonly Entry[]>();
      const asked = [...names, ...collections];
      const found = asked.flatMap((name) => entry(name, live.get(name) ?? ''));
      requests.push({ asked, answer: (error) => (error === undefined ? resolve(found) : reject(error)) });
      return promise;
    },
  });
  return { look, live, requests };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('asks once for all who ask while a request is under way, after it', async () => {
  const { look, live, requests } = world();
  const first = look.entry('notices');
  await settled();
  live.set('notices', 'second');
  const later = [look.entry('notices'), look.entryOfCollection('disclosures'), look.entry('notices')];
  await settled();
  expect(requests.map(({ asked }) => asked)).toEqual([['notices']]);
  requests[0]?.answer();
  expect((await first)?.live).toBe('first');
  await settled();
  expect(requests.map(({ asked }) => asked)).toEqual([['notices'], ['notices', 'disclosures']]);
  requests[1]?.answer();
  // Who asked after the swap is never told of what was live before it.
  expect((await Promise.all(later)).map((one) => one?.live)).toEqual(['second', 'first', 'second']);
});

it('tells an error to those who asked, and goes on', async () => {
  const { look, requests } = world();
  const first = look.entry('notices');
  await settled();
  const second = look.entry('notices');
  requests[0]?.answer(new Error('no primary'));
  await expect(first).rejects.toThrow('no primary');
  await settled();
  requests[1]?.answer();
  expect((await second)?.live).toBe('first');
});
