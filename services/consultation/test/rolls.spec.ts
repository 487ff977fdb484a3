import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, commandId } from './ballots.ts';
import { codesOf, ok, openConsultation, personId, settle, type Harness } from './harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const object = (account: 'youth' | 'villager' | 'outsider', ballot: string, more: object = {}) =>
  harness.as(account).rolls.object({ commandId: commandId(), ballot, kind: 'missing', text: '漏了我', ...more });

describe('the roll of a ballot', () => {
  it('is read by residents with households, and by nobody else', async () => {
    const ballot = await ballotsOf(harness).convened();
    const page = { pages: [{ ballot, first: 100 }] };
    const { value } = await harness.as('villager').rolls.entries(page);
    expect(value[0]?.items).toHaveLength(30);
    expect(value[0]?.items[0]?.item).toEqual({
      ...{ ballot, person: personId('villager'), household: 'h000001' },
      listedAt: '2026-04-10T02:00:00.000Z',
    });
    expect((await harness.as('outsider').rolls.entries(page)).value).toEqual([{ items: [], hasMore: false }]);
    expect((await harness.acting('townOfficer').rolls.entries(page)).value[0]?.items).toEqual([]);
    expect((await harness.acting('auditor').rolls.entries(page)).value[0]?.items).toHaveLength(30);
  });

  it('tells everybody else its count and a root that tells nothing', async () => {
    const ballot = await ballotsOf(harness).convened();
    const stored = await harness.consultation.runtime.store.readStream(`roll-${ballot}`);
    const events = stored.map((one) => harness.consultation.runtime.catalogue.decode(one));
    expect(events.map(({ name, audience }) => [name, audience])).toEqual([
      ['roll-drawn', 'public'],
      ['roll-listed', 'residents'],
    ]);
    expect(JSON.stringify(events[0]?.data)).not.toContain(personId('villager'));
  });

  it('takes what is missing and what is wrong, and freezes when all is decided', async () => {
    const { convened, advanceTo, viewOf } = ballotsOf(harness);
    const ballot = await convened();
    const { objection } = await ok(object('youth', ballot));
    const wrong = { kind: 'wrong', about: 'person-villagers-30', text: '已迁出' };
    const second = await ok(object('villager', ballot, wrong));
    expect(await codesOf(object('villager', ballot))).toEqual(['roll.listed']);
    expect(await codesOf(object('outsider', ballot))).toEqual(['access.denied']);
    await harness.catchUp();
    const listed = await harness.as('villager').rolls.objections({ pages: [{ ballot, first: 10 }] });
    expect(listed.value[0]?.items.map(({ item }) => item.text).sort()).toEqual(['已迁出', '漏了我']);
    // Their time is over, and still one is open: it does not freeze.
    const decide = { commandId: commandId(), ballot, reasons: '已核实' };
    const add = { ...decide, objection, outcome: 'added', person: personId('youth'), household: 'h9' } as const;
    await ok(harness.acting('clerk').rolls.decideObjection(add));
    await advanceTo('2026-04-29T00:00:00.000Z');
    expect((await viewOf(ballot))?.roll).toMatchObject({ status: 'drawn', count: 31, openObjections: 1 });
    const strike = { ...decide, commandId: commandId(), objection: second.objection, outcome: 'struck' } as const;
    await ok(harness.acting('clerk').rolls.decideObjection(strike));
    await harness.react();
    expect((await viewOf(ballot))?.roll).toMatchObject({ status: 'frozen', count: 30, openObjections: 0 });
    const entries = await harness.as('villager').rolls.entries({ pages: [{ ballot, first: 100 }] });
    const people = entries.value[0]?.items.map(({ item }) => item.person) ?? [];
    expect(people).toContain(personId('youth'));
    expect(people).not.toContain('person-villagers-30');
    expect(await codesOf(object('villager', ballot, wrong))).toEqual(['roll.frozen']);
  });

  it('is drawn again by the same command once, and by another not at all', async () => {
    const { convened } = ballotsOf(harness);
    const ballot = await convened();
    expect(await codesOf(harness.acting('clerk').rolls.draw({ commandId: commandId(), ballot }))).toEqual([
      'roll.drawn',
    ]);
    const view = await ballotsOf(harness).viewOf(ballot);
    expect(view?.roll?.count).toBe(30);
  });

  it('of an assembly without members is not drawn', async () => {
    harness.registry.set('villagers', []);
    const { convened } = ballotsOf(harness);
    await expect(convened()).rejects.toThrow('roll.empty');
  });
});
