import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carryOut, data, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { committee, createWorld, png, upload, village, type World } from './world.ts';

let gateway: RunningGateway;
let world: World;
const as = (account: string): As => world.as(account);
beforeAll(async () => {
  gateway = await startGateway();
  world = await createWorld(gateway);
});
afterAll(() => gateway.close());

const fields = `id open status title text author { name isMe } photos { name url } due { lastDay rules { status } }
  answers { text settled reason office { kind } } topic { id suggestion { id } } actions`;
const make = async (input: object = {}) => {
  const words = { body: committee, open: false, title: '路灯坏了', text: '一个月没亮' };
  return (await carryOut(gateway, 'makeSuggestion', { ...words, ...input }, as('villager'), `suggestion { ${fields} }`))
    .suggestion;
};
const shown = async (id: string, who?: As) =>
  (await data(gateway, `query ($id: ID!) { suggestion(id: $id) { ${fields} } }`, { id }, who)).suggestion;

describe('a suggestion', () => {
  it('made in private is shown to whom it is for, with its photos', async () => {
    const photos = [{ file: await upload(gateway, png(5), as('villager')), name: '路灯.png' }];
    const {
      id,
      photos: [photo],
    } = await make({ photos });
    expect(await shown(id, as('clerk'))).toMatchObject({ status: 'WAITING', author: { name: '张三', isMe: false } });
    const status = async (who: As) =>
      (
        await fetch(gateway.url + photo.url, {
          headers: { authorization: `Bearer ${who.token}`, ...(who.office && { 'cunjian-office': who.office }) },
        })
      ).status;
    expect([await status(as('villager')), await status(as('clerk')), await status(as('neighbour'))]).toEqual([
      200, 200, 404,
    ]);
    for (const account of ['neighbour', 'county', 'registrar']) expect(await shown(id, as(account))).toBe(null);
    const reads = '{ viewer { readsOfMe(first: 50) { edges { node { purpose officeKind } } } } }';
    const { viewer } = await data(gateway, reads, {}, as('villager'));
    const seen = viewer.readsOfMe.edges.map(({ node }: { node: object }) => node);
    expect(seen).toContainEqual({ purpose: 'suggestion.read-private', officeKind: 'CLERK' });
    // The registrar erases the photo; nobody gets it any more.
    const erase = { document: id, file: photos[0]?.file, ground: 'REQUEST', reason: '本人要求' };
    await carryOut(gateway, 'eraseFile', erase, as('registrar'), 'erasure { ground }');
    expect(await status(as('villager'))).toBe(410);
  });

  it('is answered, found unsettled, due anew, and becomes a topic that keeps its thread', async () => {
    const { id, due } = await make({ open: true });
    expect(due.rules).toMatchObject([{ status: 'COUNTY_DEFAULT' }]);
    const todo = await data(gateway, '{ suggestionsToAnswer(first: 10) { edges { node { id } } } }', {}, as('clerk'));
    expect(todo.suggestionsToAnswer.edges).toContainEqual({ node: { id } });
    await carryOut(gateway, 'answerSuggestion', { suggestion: id, text: '已报修' }, as('clerk'));
    await carryOut(gateway, 'reopenSuggestion', { suggestion: id, reason: '还是不亮' }, as('villager'));
    expect(await shown(id, as('chair'))).toMatchObject({
      status: 'WAITING',
      answers: [{ text: '已报修', settled: false, reason: '还是不亮', office: { kind: 'CLERK' } }],
    });
    await carryOut(gateway, 'answerSuggestion', { suggestion: id, text: '换了新灯' }, as('clerk'));
    await carryOut(gateway, 'settleSuggestion', { suggestion: id }, as('villager'));
    const words = { body: committee, matter: 'PUBLIC_WORKS', title: '全村换灯', text: '一起换' };
    const { topic } = await carryOut(
      gateway,
      'proposeTopic',
      { ...words, suggestion: id },
      as('chair'),
      'topic { id suggestion { id } }',
    );
    expect(topic.suggestion).toEqual({ id });
    const { suggestions } = await data(
      gateway,
      `{ suggestions(division: "${village}", first: 5) { edges { node { id open } } } }`,
      {},
      as('villager'),
    );
    expect(suggestions.edges).toEqual([{ node: { id, open: true } }]);
  });
});
