import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, carryOut, data, newCommandId, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { committee, createWorld, neighbour, png, upload, village, type World } from './world.ts';

let gateway: RunningGateway;
let world: World;
const as = (account: string): As => world.as(account);
/** For herself, in none of her offices. */
const privately = (account: string): As => ({ ...as(account), office: undefined });

const neighbours = 14;
beforeAll(async () => {
  gateway = await startGateway();
  world = await createWorld(gateway);
  const resident = { division: village, kind: 'REGISTERED', from: '2020-01-01' };
  for (let at = 1; at <= neighbours; at++)
    await carryOut(
      gateway,
      'recordResidency',
      { ...resident, name: `村民${at}`, household: `${at}` },
      as('registrar'),
      'person',
    );
});
afterAll(() => gateway.close());

const fields = `id status title text version matter supporters supportedVersion actions author { name officeKind isMe }
  thresholds { of have members needed numerator denominator orMore } rules { citation status }
  demanded { assembly have needed members overdue due { lastDay } } attachments { name url }
  versions { version title } summaries { text office { kind } } body { id } division { name }`;
const topicOf = async (id: string, who: As) =>
  (await data(gateway, `query ($id: ID!) { topic(id: $id) { ${fields} } }`, { id }, who)).topic;
const road = { body: committee, matter: 'PUBLIC_WORKS', title: '修村口的路', text: '雨天走不了' };
const propose = async (input: object = {}, who = as('villager')) =>
  (await carryOut(gateway, 'proposeTopic', { ...road, ...input }, who, `receipt { note } topic { ${fields} }`)).topic;

describe('a topic', () => {
  it('is proposed by a villager, supported by her, and shown to the village alone', async () => {
    const file = await upload(gateway, png(1), as('villager'));
    const topic = await propose({ attachments: [{ file, name: '路面.png' }] });
    expect(topic).toMatchObject({
      ...{
        status: 'OPEN',
        title: '修村口的路',
        matter: 'PUBLIC_WORKS',
        supporters: 1,
        supportedVersion: 1,
        version: 1,
      },
      author: { name: '张三', officeKind: null, isMe: true },
      thresholds: [
        { of: 'ADULTS', have: 1, members: neighbours + 1, needed: 2, numerator: 1, denominator: 10, orMore: true },
        { of: 'REPRESENTATIVES', have: 0, members: null, needed: null },
      ],
      demanded: null,
      attachments: [{ name: '路面.png' }],
    });
    const list = `{ topics(division: "${village}", first: 5) { edges { node { id } } } node(id: "${topic.id}") { id } }`;
    const ids = async (who?: As) => {
      const { topics, node } = await data(gateway, list, {}, who);
      return [topics.edges.length, node];
    };
    for (const account of ['clerk', 'supervisor', 'auditor'])
      expect([account, ...(await ids(as(account)))]).toEqual([account, 1, { id: topic.id }]);
    for (const account of ['neighbour', 'county', 'accountant', 'operator', 'registrar'])
      expect([account, ...(await ids(as(account)))]).toEqual([account, 0, null]);
    expect(await ids()).toEqual([0, null]);
    const get = (who?: As) =>
      fetch(gateway.url + topic.attachments[0].url, {
        headers: who?.token ? { authorization: `Bearer ${who.token}` } : {},
      });
    expect((await get(as('villager'))).status).toBe(200);
    expect((await get(as('neighbour'))).status).toBe(404);
    expect((await get()).status).toBe(404);
  });

  it("keeps every text, and the summary is marked as the office's", async () => {
    const { id } = await propose();
    await carryOut(gateway, 'reviseTopic', { topic: id, title: '修村口的水泥路', text: '雨天走不了' }, as('villager'));
    await carryOut(gateway, 'summariseTopic', { topic: id, text: '赞成的说方便，反对的说太贵' }, as('clerk'));
    expect(await topicOf(id, as('supervisor'))).toMatchObject({
      version: 2,
      versions: [{ title: '修村口的路' }, { title: '修村口的水泥路' }],
      summaries: [{ text: '赞成的说方便，反对的说太贵', office: { kind: 'CLERK' } }],
    });
  });

  it('is refused with a field, a value and a remedy', async () => {
    const call = '(message: proposeTopic(input: $input) { topic { id } userErrors { code field value remedy } })';
    const query = `mutation ($input: ProposeTopicInput!) { ${call.slice(1, -1)} }`;
    const input = { commandId: newCommandId(), ...road, text: '电话13812345678' };
    const { message } = await data(gateway, query, { input }, as('villager'));
    expect(message.userErrors).toMatchObject([{ code: 'personal-data.in-prose', field: 'text' }]);
    const denied = await data(
      gateway,
      query,
      { input: { ...input, commandId: newCommandId(), text: '好' } },
      as('neighbour'),
    );
    expect(denied.message.userErrors).toMatchObject([{ code: 'access.denied' }]);
  });
});

describe('its discussion', () => {
  const say = async (topic: string, text: string, who: As, more: object = {}) => {
    return (
      await carryOut(
        gateway,
        'makeComment',
        { topic, text, ...more },
        who,
        'comment { id isAnswer author { name officeKind } }',
      )
    ).comment;
  };
  const commentFields = `id text stance isAnswer isFolded replyCount actions author { name officeKind isMe }
    versions { text } foldings { ground reason office { kind } appeal { text due { lastDay } } decision { unfolded reasons } }`;
  const discussion = async (id: string, who: As, page = 'first: 10') =>
    (
      await data(
        gateway,
        `query ($id: ID!) { topic(id: $id) { comments(${page}) { pageInfo { hasNextPage endCursor } edges { node { ${commentFields}
          replies(first: 5) { edges { node { ${commentFields} } } } } } } } }`,
        { id },
        who,
      )
    ).topic.comments;

  it('has pages, threads, answers of the proposer and masked names of neighbours', async () => {
    const { id } = await propose();
    const first = await say(id, '太贵', as('clerk'), { stance: 'AGAINST' });
    expect(first.author).toMatchObject({ officeKind: 'CLERK' });
    await say(id, '可以分两年', as('villager'), { parent: first.id });
    await say(id, '支持', as('supervisor'), { stance: 'FOR' });
    const { edges, pageInfo } = await discussion(id, as('chair'));
    expect(edges.map(({ node }: { node: object }) => node)).toMatchObject([
      { text: '支持', stance: 'FOR', replyCount: 0 },
      { text: '太贵', replyCount: 1, replies: { edges: [{ node: { isAnswer: true, author: { name: '张三' } } }] } },
    ]);
    expect(pageInfo.hasNextPage).toBe(false);
    const one = await discussion(id, as('villager'), 'first: 1');
    expect(one.pageInfo.hasNextPage).toBe(true);
    const next = await discussion(id, as('villager'), `first: 1, after: "${one.pageInfo.endCursor}"`);
    // Whom she does not work with she knows by 李*.
    expect(next.edges).toMatchObject([{ node: { text: '太贵', author: { name: '李*' } } }]);
    const against = await discussion(id, as('villager'), 'first: 5, stance: AGAINST');
    expect(against.edges).toHaveLength(1);
  });

  it('is folded with a reason, appealed and decided on; nothing vanishes', async () => {
    const { id } = await propose();
    const { id: comment } = await say(id, '都是空话', as('villager'));
    await carryOut(gateway, 'editComment', { comment, text: '这是空话' }, as('villager'));
    await carryOut(gateway, 'foldComment', { comment, ground: 'OFF_TOPIC', reason: '与议题无关' }, as('clerk'));
    await carryOut(gateway, 'appealFolding', { comment, text: '说的就是这条路' }, as('villager'));
    const appeals = await data(
      gateway,
      '{ commentAppeals(first: 5) { edges { node { id topic { id } } } } }',
      {},
      as('supervisor'),
    );
    expect(appeals.commentAppeals.edges).toEqual([{ node: { id: comment, topic: { id } } }]);
    await carryOut(gateway, 'decideAppeal', { comment, unfolded: false, reasons: '确实无关' }, as('supervisor'));
    const { edges } = await discussion(id, as('chair'));
    expect(edges[0].node).toMatchObject({
      isFolded: true,
      text: '这是空话',
      versions: [{ text: '都是空话' }, { text: '这是空话' }],
      foldings: [
        {
          ...{ ground: 'OFF_TOPIC', reason: '与议题无关', office: { kind: 'CLERK' } },
          ...{ appeal: { text: '说的就是这条路' }, decision: { unfolded: false, reasons: '确实无关' } },
        },
      ],
    });
  });

  it('takes no word from another village', async () => {
    const { id } = await propose();
    const query = 'mutation ($input: MakeCommentInput!) { makeComment(input: $input) { userErrors { code } } }';
    const input = { commandId: newCommandId(), topic: id, text: '好' };
    const { makeComment } = await data(gateway, query, { input }, as('neighbour'));
    expect(makeComment.userErrors).toMatchObject([{ code: 'access.denied' }]);
    const answer = await ask(
      gateway,
      `{ topics(division: "${neighbour}", first: 5) { edges { node { id } } } }`,
      {},
      as('villager'),
    );
    expect(answer.data.topics.edges).toEqual([]);
    expect(await topicOf(id, privately('clerk'))).toBe(null);
  });
});
