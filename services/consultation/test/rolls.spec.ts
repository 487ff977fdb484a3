import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ballotsOf, commandId, type CallBallot } from './ballots.ts';
import { refuse } from '@cunjian/kernel';
import { establishBody } from '@cunjian/testing/service';
import {
  codesOf,
  collective,
  neighbour,
  neighbourCommittee,
  ok,
  openConsultation,
  personId,
  settle,
  village,
  type Harness,
} from './harness.ts';

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
    expect(await codesOf(object('villager', ballot, { about: personId('villager') }))).toEqual(['roll.listed']);
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

describe('the roll of a collective’s delegates', () => {
  it('has as many of them as the law asks for, or is not drawn', async () => {
    const convene = (date: string) =>
      ballotsOf(harness, 'collectiveChair').convened({
        ...{ body: collective, assembly: 'collective-delegates', matter: 'collective-assets' },
        times: { opensAt: `${date}T01:00:00.000Z`, closesAt: `${date}T10:00:00.000Z` },
      });
    await establishBody(harness.register, `${village}-dl`, 'delegates', village);
    await harness.catchUp();
    harness.registry.fill('collective-delegates', 20);
    await expect(convene('2026-05-01')).rejects.toThrow('roll.too-few-delegates');
    harness.registry.fill('collective-delegates', 21);
    await convene('2026-05-02');
  });
});

describe('the roll of the villagers’ representatives', () => {
  const convened = (date: string) =>
    ballotsOf(harness).convened({
      ...{ assembly: 'representatives', matter: 'public-works' },
      times: { opensAt: `${date}T01:00:00.000Z`, closesAt: `${date}T10:00:00.000Z` },
    });
  const rollOf = async (ballot: string) => (await ballotsOf(harness).viewOf(ballot))?.roll;

  it('tells how many the households of the village have by law, and is drawn of fewer all the same', async () => {
    harness.registry.fill('households', 91);
    expect(await rollOf(await convened('2026-05-01'))).toMatchObject({
      count: 6,
      representation: {
        ...{ households: 91, least: 7, most: 18 },
        rules: [{ rule: 'organic-law-2026.assembly.representatives', status: 'carried-over' }],
      },
    });
  });

  it('says nothing of it where the register has no household, nor of another assembly', async () => {
    expect((await rollOf(await ballotsOf(harness).convened()))?.representation).toBeUndefined();
    harness.registry.set('households', []);
    expect((await rollOf(await convened('2026-05-01')))?.representation).toBeUndefined();
  });

  it('is not drawn where the registry refuses to tell the households', async () => {
    harness.registry.count = async () => refuse('access.denied');
    await expect(convened('2026-05-01')).rejects.toThrow('access.denied');
  });
});

describe('the roll of an election', () => {
  const candidates = ['chair', 'committeeMember'].map((name) => ({
    ...{ person: personId(name as 'chair'), name: '张三', woman: false },
  }));
  const call: Partial<CallBallot> = {
    ...{ assembly: 'electors', matter: 'election', secrecy: 'secret', channels: ['paper'] },
    question: { kind: 'election', candidates, seats: 1, seatsForWomen: 0, writeIns: true },
  };
  const livesHere = (division: string, from: string) =>
    harness.register(`guest-${division}`, division, undefined, {
      type: 'residency-recorded',
      data: {
        ...{ person: personId('outsider'), division, kind: 'resident', household: 'h7', from },
        name: 'guestx'.padEnd(43, 'x') as never,
      },
    });
  const added = async (ballot: string, more: object) => {
    const { objection } = await ok(object('villager', ballot, { about: personId('outsider') }));
    const decided = {
      commandId: commandId(),
      ballot,
      objection,
      outcome: 'added',
      reasons: '村民代表会议同意',
    } as const;
    const person = { person: personId('outsider'), household: 'h7' };
    return harness.acting('clerk').rolls.decideObjection({ ...decided, ...person, ...more });
  };
  const accepted = { class: 'resident-year-accepted' } as const;

  beforeEach(() => harness.registry.fill('electors', 10, [personId('villager')]));

  it('takes a guest as one who lived there a year by the register, and says as what she votes', async () => {
    const ballot = await ballotsOf(harness).convened(call);
    expect(await codesOf(added(ballot, {}))).toEqual(['roll.class-missing']);
    expect(await codesOf(added(ballot, accepted))).toEqual(['roll.other-class']);
    await livesHere(village, '2025-04-11');
    await harness.catchUp();
    expect(await codesOf(added(ballot, accepted))).toEqual(['roll.other-class']);
    await livesHere(village, '2025-04-10');
    await harness.catchUp();
    expect(await codesOf(added(ballot, { class: 'registered-away-declared' }))).toEqual(['roll.other-class']);
    await ok(added(ballot, accepted));
    await harness.catchUp();
    const listed = await harness.as('villager').rolls.entries({ pages: [{ ballot, first: 20 }] });
    expect(listed.value[0]?.items.map(({ item }) => item)).toContainEqual(
      expect.objectContaining({ person: personId('outsider'), household: 'h7', ...accepted }),
    );
  });

  it('takes nobody who stands on that of another village, until she is struck there', async () => {
    const outsider = { person: personId('outsider'), household: 'n1' };
    harness.registry.set('electors', [outsider, { person: 'person-n2', household: 'n2' }], neighbourCommittee);
    const there = ballotsOf(harness, 'neighbourClerk');
    // A recall 罢免: by the same voters.
    const other = await there.convened({ ...call, body: neighbourCommittee, question: { kind: 'yes-no' } });
    const ballot = await ballotsOf(harness).convened(call);
    await livesHere(village, '2020-01-01');
    await harness.catchUp();
    expect(await codesOf(added(ballot, accepted))).toEqual(['roll.elector-elsewhere']);
    const wrong = await ok(object('outsider', other, { kind: 'wrong', about: personId('outsider') }));
    await ok(
      harness.acting('neighbourClerk').rolls.decideObjection({
        ...{ commandId: commandId(), ballot: other, objection: wrong.objection, outcome: 'struck', reasons: '已外出' },
      }),
    );
    await harness.catchUp();
    await ok(added(ballot, accepted));
    expect((await ballotsOf(harness).viewOf(other, 'outsider'))?.division).toBe(neighbour);
  });
});
