import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ballotsOf, callOf, commandId } from './ballots.ts';
import { codesOf, openConsultation, personId, settle, type Harness, type PersonName } from './harness.ts';
import { recounted } from './recounted.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const speaksFor = (name: PersonName, group: string) => ({ person: personId(name), household: `h-${name}`, group });

it('a group decides by its own households, two thirds of which are its quorum', async () => {
  const own = (['villager', 'secondVillager', 'thirdVillager'] as const).map((name) => speaksFor(name, '2'));
  harness.registry.set('households', [...own, speaksFor('partyMember', '1'), speaksFor('representative', '1')]);
  const { convened, opened, cast, advanceTo, viewOf } = ballotsOf(harness);
  const ballot = await convened({ assembly: 'households', group: '2', matter: 'land' });
  await opened(ballot);
  expect(await codesOf(cast('partyMember', ballot, 'against'))).toEqual(['ballot.not-on-roll']);
  for (const name of ['villager', 'secondVillager'] as const) await cast(name, ballot, 'for');
  await advanceTo('2026-05-03T10:00:00.000Z');
  expect((await viewOf(ballot))?.counted?.arithmetic).toMatchObject({
    ...{ members: 3, quorumNeeded: 2, present: 2, quorate: true, outcome: 'adopted' },
  });
  expect(await recounted(harness, ballot)).toMatchObject({ findings: [], stored: expect.anything() });
});

it.each([
  ['group', undefined],
  ['villagers', '2'],
] as const)('%s of group %s is nobody’s assembly', async (assembly, group) => {
  const call = callOf({ assembly, matter: 'land', ...(group === undefined ? {} : { group }) });
  expect(await codesOf(harness.acting('clerk').ballots.convene({ commandId: commandId(), ...call }))).toEqual([
    'ballot.group',
  ]);
});
