import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, closesAt, commandId, vote } from './ballots.ts';
import { ok, openConsultation, personId, settle, village, type Harness, type PersonName } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const granted = async (ballot: string, first = 2) => {
  await harness.catchUp();
  const [page] = (await harness.acting('clerk').rolls.granted({ pages: [{ ballot, first }] })).value;
  return { hasMore: page?.hasMore, items: (page?.items ?? []).map(({ item }) => item) };
};
const peopleOf = ({ items }: Awaited<ReturnType<typeof granted>>) => items.map(({ person }) => person);

describe('who took what, while people vote', () => {
  it('is told in whole pages, whoever votes online', async () => {
    const { convened, opened, cast, advanceTo } = ballotsOf(harness);
    const ballot = await convened({ channels: ['online', 'paper'] });
    await opened(ballot);
    await ok(
      harness.acting('clerk').ballots.issuePaper({ commandId: commandId(), ballot, person: personId('villager') }),
    );
    await harness.clock.advance(60_000);
    await ok(cast('secondVillager', ballot, 'for'));
    await ok(cast('thirdVillager', ballot, 'for'));
    expect(await granted(ballot)).toMatchObject({
      hasMore: false,
      items: [{ person: personId('villager'), form: 'paper' }],
    });
    await advanceTo(closesAt);
    expect(await granted(ballot)).toMatchObject({ hasMore: true, items: [{ form: 'online' }, { form: 'online' }] });
    expect(peopleOf(await granted(ballot, 5))).toHaveLength(3);
  });

  it('says of no proxy that she has voted online: neither when, nor by its place', async () => {
    const { convened, opened, advanceTo } = ballotsOf(harness);
    const ballot = await convened();
    await opened(ballot);
    const add = async (name: PersonName, type: 'proxy-lodged' | 'ballot-cast') => {
      const person = personId(name);
      const of = { ballot, person, proxy: personId('partyMember') };
      await harness.register(
        `entitlement-${ballot}-${person}`,
        village,
        undefined,
        type === 'proxy-lodged'
          ? { type, data: { ...of, announced: true } }
          : { type, data: { ...of, choice: vote('for') } },
      );
      await harness.clock.advance(60_000);
    };
    await add('villager', 'proxy-lodged');
    await add('secondVillager', 'proxy-lodged');
    const before = await granted(ballot);
    expect(peopleOf(before)).toEqual([personId('secondVillager'), personId('villager')]);
    await add('villager', 'ballot-cast');
    expect(await granted(ballot)).toEqual(before);
    await advanceTo(closesAt);
    expect((await granted(ballot)).items[1]).toMatchObject({ person: personId('villager'), usedBy: 'online' });
  });
});
