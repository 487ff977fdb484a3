import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  codesOf,
  collective,
  committee,
  ok,
  openConsultation,
  partyBranch,
  personId,
  png,
  settle,
  upload,
  village,
  type Harness,
  type PersonName,
} from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterAll(() => harness.close());

const commandId = randomUUID;
const dayMs = 86_400_000;
const lamp = { body: committee, open: false, title: '路灯坏了', text: '村口的路灯一个月没亮' };
const make = async (input: object = {}, name: PersonName = 'villager') =>
  (await ok(harness.as(name).suggestions.make({ commandId: commandId(), ...lamp, ...input }))).suggestion;
const shown = async (suggestion: string, name: PersonName, office?: string) => {
  await harness.catchUp();
  return (await harness.as(name, office).suggestions.get({ ids: [suggestion] })).value[0];
};

describe('a private suggestion', () => {
  it('is for its suggester, those who answer and those who oversee; what officials read is recorded first', async () => {
    const photo = { file: await upload(harness, png(1)), name: '路灯.png' };
    const suggestion = await make({ photos: [photo] });
    expect(await shown(suggestion, 'villager')).toMatchObject({
      ...{ mine: true, status: 'waiting', title: '路灯坏了', photos: [{ name: '路灯.png' }], actions: ['take-up'] },
    });
    for (const name of ['secondVillager', 'outsider', 'representative'] as const)
      expect([name, await shown(suggestion, name)]).toEqual([name, undefined]);
    for (const name of ['townOfficer', 'neighbourClerk', 'secretary'] as const)
      expect([name, await shown(suggestion, name, name)]).toEqual([name, undefined]);
    const reads = () => harness.consultation.runtime.readRecord.ofSubject(personId('villager'), { limit: 20 });
    expect(await reads()).toEqual([]);
    for (const name of ['clerk', 'chair', 'supervision', 'auditor'] as const)
      expect(await shown(suggestion, name, name)).toMatchObject({ text: lamp.text, mine: false });
    expect((await reads()).map(({ office, purpose }) => [office, purpose])).toEqual(
      expect.arrayContaining([
        ['clerk', 'suggestion.read-private'],
        ['auditor', 'suggestion.read-private'],
      ]),
    );
    const { value } = await harness.as('secondVillager').suggestions.list({ division: village, first: 10 });
    expect(value.items).toEqual([]);
  });

  it('is answered, found unsettled, due again, answered again and settled', async () => {
    const suggestion = await make();
    const on = () => ({ commandId: commandId(), suggestion });
    await harness.catchUp();
    const waiting = await harness.acting('clerk').suggestions.toAnswer({ first: 10 });
    expect(waiting.value.items.map(({ item }) => item.suggestion)).toContain(suggestion);
    expect(await codesOf(harness.as('villager').suggestions.settle(on()))).toEqual(['suggestion.not-answered']);
    await ok(harness.acting('clerk').suggestions.answer({ ...on(), text: '已报修' }));
    expect(await codesOf(harness.as('secondVillager').suggestions.settle(on()))).toEqual(['suggestion.not-suggester']);
    expect((await shown(suggestion, 'villager'))?.actions).toEqual(['settle', 'reopen', 'take-up']);
    await ok(harness.as('villager').suggestions.reopen({ ...on(), reason: '还是不亮' }));
    expect(await shown(suggestion, 'villager')).toMatchObject({
      ...{ status: 'waiting', answers: [{ text: '已报修', settled: false, reason: '还是不亮' }] },
      due: { rules: [{ status: 'county-default' }] },
    });
    await ok(harness.acting('clerk').suggestions.answer({ ...on(), text: '换了新灯' }));
    await ok(harness.as('villager').suggestions.settle(on()));
    expect(await shown(suggestion, 'villager')).toMatchObject({ status: 'settled', answers: [{}, { settled: true }] });
    expect(await codesOf(harness.acting('clerk').suggestions.answer({ ...on(), text: '再答' }))).toEqual([
      'suggestion.settled',
    ]);
  });

  it('unanswered shows as overdue by itself, and may still be answered', async () => {
    const suggestion = await make();
    await harness.react();
    expect((await shown(suggestion, 'villager'))?.status).toBe('waiting');
    await harness.clock.advance(60 * dayMs);
    await harness.react();
    expect((await shown(suggestion, 'villager'))?.status).toBe('overdue');
    await ok(harness.acting('clerk').suggestions.answer({ commandId: commandId(), suggestion, text: '来晚了' }));
    expect((await shown(suggestion, 'villager'))?.status).toBe('answered');
  });
});

describe('an open suggestion', () => {
  it('is read by the village, and becomes one topic, which keeps its thread', async () => {
    const suggestion = await make({ open: true, title: '修路' });
    await harness.catchUp();
    const { value } = await harness.as('secondVillager').suggestions.list({ division: village, first: 10 });
    expect(value.items.map(({ item }) => item.suggestion)).toEqual([suggestion]);
    expect((await harness.as('outsider').suggestions.list({ division: village, first: 10 })).value.items).toEqual([]);
    const take = (name: PersonName, office?: PersonName) =>
      harness.as(name, office).topics.propose({
        commandId: commandId(),
        body: committee,
        matter: 'general',
        title: '修路',
        text: '一起修',
        suggestion,
      });
    expect((await shown(suggestion, 'secondVillager'))?.actions).toEqual([]);
    expect(await codesOf(take('secondVillager'))).toEqual(['suggestion.not-suggester']);
    expect(await codesOf(take('secretary', 'secretary'))).toEqual(['suggestion.not-suggester']);
    expect((await shown(suggestion, 'clerk', 'clerk'))?.actions).toContain('take-up');
    const { topic } = await ok(take('clerk', 'clerk'));
    await harness.react();
    expect(await shown(suggestion, 'villager')).toMatchObject({ topic, actions: [] });
    expect(await codesOf(take('villager'))).toEqual(['topic.exists']);
  });

  it('that is private becomes a topic by its suggester alone; to others it is not there', async () => {
    const suggestion = await make();
    const topic = { body: committee, matter: 'general', title: '路灯', text: '全村都换', suggestion } as const;
    const propose = (name: PersonName, office?: PersonName) =>
      harness.as(name, office).topics.propose({ commandId: commandId(), ...topic });
    expect(await codesOf(propose('chair', 'chair'))).toEqual(['suggestion.not-suggester']);
    expect(await codesOf(propose('secondVillager'))).toEqual(['suggestion.unknown']);
    await ok(propose('villager'));
  });

  it('of a collective is used up by no topic of the village', async () => {
    const suggestion = await make({ body: collective, open: true }, 'shareholder');
    const topic = { matter: 'general', title: '分红', text: '按季度', suggestion } as const;
    const propose = (name: PersonName, body: string) =>
      harness.as(name).topics.propose({ commandId: commandId(), body, ...topic });
    expect(await codesOf(propose('villager', committee))).toEqual(['suggestion.unknown']);
    await ok(propose('shareholder', collective));
  });
});

describe('a suggestion on paper', () => {
  it('is entered by the clerk with its scan, for somebody of the village', async () => {
    const scan = { file: await upload(harness, png(7)), name: '信.png' };
    const paper = { commandId: commandId(), ...lamp, person: personId('secondVillager'), scan };
    const clerk = harness.acting('clerk');
    const { suggestion } = await ok(clerk.suggestions.recordOnPaper(paper));
    expect(await shown(suggestion, 'secondVillager')).toMatchObject({ mine: true, scan: { name: '信.png' } });
    const stranger = { ...paper, commandId: commandId(), person: personId('outsider') };
    expect(await codesOf(clerk.suggestions.recordOnPaper(stranger))).toEqual(['suggestion.not-a-resident']);
  });
});

it('takes no phone number, and goes to no mere roll', async () => {
  const refused = (input: object) =>
    codesOf(harness.as('villager').suggestions.make({ commandId: commandId(), ...lamp, ...input }));
  expect(await refused({ text: '电话13812345678' })).toEqual(['personal-data.in-prose']);
  expect(await refused({ body: partyBranch })).toEqual(['suggestion.wrong-body']);
});
