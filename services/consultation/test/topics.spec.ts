import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, committee, ok, openConsultation, personId, settle, village, type Harness } from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterAll(() => harness.close());

const commandId = randomUUID;
const road = { body: committee, matter: 'public-works', title: '修村口的路', text: '雨天走不了' } as const;
const propose = (name: 'villager' | 'secondVillager' = 'villager') =>
  ok(harness.as(name).topics.propose({ commandId: commandId(), ...road })).then(({ topic }) => topic);
const shown = async (topic: string, name: Parameters<Harness['as']>[0] = 'villager') => {
  await harness.catchUp();
  return (await harness.as(name).topics.get({ ids: [topic] })).value[0];
};

describe('a topic', () => {
  it('is proposed by a villager, who supports it, and read by the village alone', async () => {
    const topic = await propose();
    expect(await shown(topic)).toMatchObject({
      ...{ mine: true, supporters: 1, supported: 1, status: 'open', bodyKind: 'villagers-committee' },
      versions: [{ version: 1, title: '修村口的路', text: '雨天走不了' }],
      support: [
        { of: 'adults', have: 1, members: 30 },
        { of: 'representatives', have: 0, members: 6 },
      ],
      actions: ['revise', 'withdraw', 'withdraw-support', 'comment'],
    });
    for (const name of ['outsider', 'shareholder', 'registrar'] as const)
      expect(await shown(topic, name)).toBe(undefined);
    const { value } = await harness.as('secondVillager').topics.list({ division: village, first: 5 });
    expect(value.items.map(({ item }) => item.topic)).toContain(topic);
    expect((await harness.as('outsider').topics.list({ division: village, first: 5 })).value.items).toEqual([]);
  });

  it('demanded by a tenth of the adults obliges the committee, with a deadline, whoever withdraws afterwards', async () => {
    const topic = await propose();
    const on = () => ({ commandId: commandId(), topic });
    await ok(harness.as('secondVillager').topics.support(on()));
    // 17 years old: her support is shown, and counts towards no threshold.
    await ok(harness.as('youth').topics.support(on()));
    expect((await shown(topic))?.supporters).toBe(3);
    expect(await shown(topic)).not.toHaveProperty('demanded');
    await ok(harness.as('thirdVillager').topics.support(on()));
    await ok(harness.as('thirdVillager').topics.withdrawSupport(on()));
    expect(await shown(topic)).toMatchObject({
      supporters: 3,
      demanded: { of: 'adults', have: 3, needed: 3, members: 30, assembly: 'villagers', overdue: false },
    });
    expect(await codesOf(harness.as('villager').topics.withdraw({ ...on(), reason: '算了' }))).toEqual([
      'topic.demanded',
    ]);
    const { value } = await harness.acting('chair').topics.demanded({ first: 5 });
    expect(value.items.map(({ item }) => item.topic)).toEqual([topic]);
    expect((await harness.acting('neighbourClerk').topics.demanded({ first: 5 })).value.items).toEqual([]);
  });

  it('demanded by a third of the representatives obliges it, too', async () => {
    const topic = await propose();
    const on = () => ({ commandId: commandId(), topic });
    harness.registry.fill(
      'villagers',
      1_000,
      ['representative', 'secondRepresentative', 'villager'].map((n) => personId(n as never)),
    );
    await ok(harness.as('representative').topics.support(on()));
    expect(await shown(topic)).not.toHaveProperty('demanded');
    await ok(harness.as('secondRepresentative').topics.support(on()));
    expect(await shown(topic)).toMatchObject({
      demanded: { of: 'representatives', have: 2, needed: 2, members: 6 },
      support: [
        { of: 'adults', have: 3 },
        { of: 'representatives', have: 2 },
      ],
    });
  });

  it('for the representatives’ assembly is demanded by a fifth of them, in time, and not about land', async () => {
    const asked = { commandId: commandId(), ...road, assembly: 'representatives' } as const;
    const land = { ...asked, commandId: commandId(), matter: 'land' } as const;
    expect(await codesOf(harness.as('villager').topics.propose(land))).toEqual(['voting.reserved-matter']);
    const { topic } = await ok(harness.as('villager').topics.propose(asked));
    for (const name of ['secondVillager', 'thirdVillager', 'partyMember'] as const)
      await ok(harness.as(name).topics.support({ commandId: commandId(), topic }));
    await ok(harness.as('representative').topics.support({ commandId: commandId(), topic }));
    expect(await shown(topic)).toMatchObject({
      supporters: 5,
      support: [{ of: 'representatives', have: 1, needed: 2 }],
    });
    expect(await shown(topic)).not.toHaveProperty('demanded');
    await ok(harness.as('secondRepresentative').topics.support({ commandId: commandId(), topic }));
    expect(await shown(topic)).toMatchObject({
      demanded: { assembly: 'representatives', of: 'representatives', have: 2, needed: 2, members: 6 },
    });
  });

  it('is not supported twice, nor by somebody of another village', async () => {
    const topic = await propose();
    const on = () => ({ commandId: commandId(), topic });
    expect(await codesOf(harness.as('villager').topics.support(on()))).toEqual(['topic.already-supported']);
    expect(await codesOf(harness.as('outsider').topics.support(on()))).toEqual(['access.denied']);
    expect(await codesOf(harness.acting('chair').topics.support(on()))).toEqual(['access.denied']);
  });
});

describe('a discussion', () => {
  it('keeps every text, folds with a reason, and lets the supervision committee look again', async () => {
    const topic = await propose();
    const say = async (name: Parameters<Harness['as']>[0], text: string, more: object = {}) => {
      await harness.clock.advance(1_000);
      return (await ok(harness.as(name).comments.make({ commandId: commandId(), topic, text, ...more }))).comment;
    };
    const first = await say('secondVillager', '太贵', { stance: 'against' });
    const answer = await say('villager', '可以分两年修', { parent: first });
    await say('thirdVillager', '同意', { parent: answer });
    const on = () => ({ commandId: commandId(), comment: first });
    await ok(harness.as('secondVillager').comments.edit({ ...on(), text: '太贵，修一半' }));
    expect(await codesOf(harness.as('villager').comments.edit({ ...on(), text: '我改' }))).toEqual([
      'comment.not-author',
    ]);
    await ok(harness.acting('clerk').comments.fold({ ...on(), ground: 'off-topic', reason: '与议题无关' }));
    await ok(harness.as('secondVillager').comments.appeal({ ...on(), text: '说的就是路' }));
    await harness.catchUp();
    const appeals = await harness.acting('supervision').comments.appeals({ first: 5 });
    expect(appeals.value.items.map(({ item }) => item.comment)).toEqual([first]);
    await ok(harness.acting('supervision').comments.decideAppeal({ ...on(), unfolded: true, reasons: '有关' }));
    await harness.catchUp();
    const pages = [
      { topic, first: 10 },
      { topic, parent: first, first: 10 },
    ];
    const [under, thread] = (await harness.as('thirdVillager').comments.pages({ pages })).value;
    expect(under?.items.map(({ item }) => item)).toMatchObject([
      {
        ...{ stance: 'against', replies: 2, isFolded: false, proposer: false },
        versions: [{ text: '太贵' }, { version: 2, text: '太贵，修一半' }],
        foldings: [
          { ground: 'off-topic', reason: '与议题无关', appeal: { text: '说的就是路' }, decision: { unfolded: true } },
        ],
      },
    ]);
    expect(thread?.items.map(({ item }) => [item.proposer, item.versions[0]?.text])).toEqual([
      [true, '可以分两年修'],
      [false, '同意'],
    ]);
    expect((await harness.as('outsider').comments.pages({ pages })).value).toEqual([
      { items: [], hasMore: false },
      { items: [], hasMore: false },
    ]);
  });

  it('of one topic takes no reply to another', async () => {
    const [one, other] = [await propose(), await propose('secondVillager')];
    const make = (input: object) =>
      harness.as('villager').comments.make({ commandId: commandId(), topic: one, text: '好', ...input });
    const { comment } = await ok(make({}));
    expect(await codesOf(make({ topic: other, parent: comment }))).toEqual(['comment.unknown-parent']);
    await ok(harness.as('villager').topics.withdraw({ commandId: commandId(), topic: one, reason: '不提了' }));
    expect(await codesOf(make({}))).toEqual(['topic.withdrawn']);
  });
});
