import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { codesOf, done, granted, newCommandId as id, type RunningRegistry } from './running-registry.ts';
import { otherVillage, startVillage, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const registrar = () => made.by(made.registrar);

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

const register = (division: string, more: object = {}) =>
  registrar().residents.record({
    ...{ commandId: id(), division, kind: 'registered', name: '两村', household: '1', from: '2026-01-01' },
    ...more,
  } as never);
const twice = async (division: string) =>
  granted((await registrar().residents.registeredTwice({ division, first: 10 })).value).items;

it('finds whom two villages registered at the same time, until one has mended it', async () => {
  const both = await Promise.all(
    [village, otherVillage].map((division) => register(division, { idNumber: '11010519491231002X' })),
  );
  const [person] = both.map((outcome) => done(outcome).person);
  await registry.settle();
  expect(await twice(village)).toMatchObject([{ person, name: '两村', elsewhere: [otherVillage] }]);
  expect(await twice(otherVillage)).toMatchObject([{ person, elsewhere: [village] }]);
  const correction = { commandId: id(), division: otherVillage, person: person ?? '', kind: 'resident' as const };
  done(await registrar().residents.correct(correction as never));
  await registry.settle();
  expect(await twice(village)).toEqual([]);
  expect(await twice(otherVillage)).toEqual([]);
});

it('binds an account to one of two people whose slips it uses at the same time', async () => {
  const slips = [];
  for (const name of ['甲人', '乙人']) {
    const { person } = done(await register(village, { name }));
    await registry.settle();
    const prepared = done(await registrar().slips.prepare({ commandId: id(), person }));
    await registry.settle();
    const issued = done(await made.by(made.clerk).slips.issue({ commandId: id(), slip: prepared.slip }));
    await registry.settle();
    slips.push({ person, slip: prepared.slip, code: prepared.codeHalf + issued.codeHalf });
  }
  const outcomes = await Promise.all(
    slips.map(({ slip, code }) => registry.as('both@test').accounts.bind({ commandId: id(), slip, code })),
  );
  await registry.settle();
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.flatMap(codesOf)).toEqual(['account.bound-to-another']);
  const winner = slips[outcomes.findIndex(({ ok }) => ok)];
  expect((await registry.as('both@test').me.get({})).value.person).toBe(winner?.person);
});
