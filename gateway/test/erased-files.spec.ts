import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, carryOut, data, newCommandId, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { committee, createWorld, png, upload } from './world.ts';

let gateway: RunningGateway;
let as: (account: string) => As;
beforeAll(async () => {
  gateway = await startGateway();
  ({ as } = await createWorld(gateway));
});
afterAll(() => gateway.close());

const fetched = (url: string, { token, office }: As, language = 'en') =>
  fetch(gateway.url + url, {
    headers: {
      authorization: `Bearer ${token}`,
      'accept-language': language,
      ...(office && { 'cunjian-office': office }),
    },
  });
const attachmentsQuery = `query ($id: ID!, $p: Position) { notice(id: $id, atLeast: $p) { attachments {
  name url originalUrl erased { at ground reason office { kind } } originalErased { ground } } } }`;
const attachmentsOf = async (id: string, p: unknown, who: As) =>
  (await data(gateway, attachmentsQuery, { id, p }, who)).notice.attachments;

/** A published notice of the village with one picture, redacted from another. */
const publish = async (shade: number) => {
  const clerk = as('clerk');
  const [file, original] = [await upload(gateway, png(shade), clerk), await upload(gateway, png(shade + 1), clerk)];
  const attachments = [{ file, original, name: '低保户照片.png' }];
  const content = { title: '公示', text: '本月低保', attachments };
  const { notice } = await carryOut(gateway, 'draftNotice', { body: committee, content }, clerk, 'notice { id }');
  const { position } = await carryOut(gateway, 'publishNotice', { notice: notice.id }, clerk);
  return { id: String(notice.id), file, original, position };
};
const ground = { ground: 'UNLAWFUL', reason: '照片不应公开' };

describe('an erased file', () => {
  it('is answered with 410 and why, and told in its place, in both languages', async () => {
    const { id, file, position } = await publish(60);
    const [before] = await attachmentsOf(id, position, as('villager'));
    expect(before).toMatchObject({ name: '低保户照片.png', erased: null });
    expect((await fetched(before.url, as('villager'))).status).toBe(200);
    const input = { document: id, file, ...ground };
    const erased = await carryOut(gateway, 'eraseFile', input, as('registrar'), 'erasure { ground } receipt { note }');
    expect(erased).toMatchObject({ erasure: { ground: 'UNLAWFUL' }, receipt: { note: expect.any(String) } });
    const [after] = await attachmentsOf(id, erased.position, as('villager'));
    expect(after).toMatchObject({
      ...{ name: null, url: before.url, originalErased: null },
      erased: { ground: 'UNLAWFUL', reason: '照片不应公开', office: { kind: 'REGISTRAR' } },
    });
    for (const [language, words] of [
      ['en', 'it should never have been shown'],
      ['zh-CN', '不应当公开'],
    ] as const) {
      const answer = await fetched(after.url, as('villager'), language);
      const text = await answer.text();
      expect([answer.status, text]).toEqual([410, expect.stringContaining(words)]);
      expect(text).toContain('"file.erased"');
    }
  });

  it('leaves its original to those who may see it, until that has to go, too', async () => {
    const { id, file, original, position } = await publish(62);
    const [shown] = await attachmentsOf(id, position, as('clerk'));
    const erased = await carryOut(gateway, 'eraseFile', { document: id, file, ...ground }, as('registrar'));
    await attachmentsOf(id, erased.position, as('clerk'));
    expect((await fetched(shown.originalUrl, as('clerk'))).status).toBe(200);
    expect((await fetched(shown.originalUrl, as('villager'))).status).toBe(404);
    const mutation = `mutation ($input: EraseFileInput!) { eraseFile(input: $input) { erasure { at } userErrors { code field message } } }`;
    const asked = { commandId: newCommandId(), document: id, file: original, ...ground };
    const refused = await data(gateway, mutation, { input: asked }, as('registrar'));
    expect(refused.eraseFile).toMatchObject({
      erasure: null,
      userErrors: [{ code: 'file.duty-to-keep', field: 'file' }],
    });
  });
});

it('is erased by registrars alone, and on a ground that is theirs to say', async () => {
  const { id, file } = await publish(64);
  const mutation = `mutation ($input: EraseFileInput!) { eraseFile(input: $input) { userErrors { code field } } }`;
  const tried = async (more: object, who: As) =>
    (
      await ask(
        gateway,
        mutation,
        { input: { commandId: newCommandId(), document: id, file, ...ground, ...more } },
        who,
      )
    ).data.eraseFile.userErrors;
  for (const account of ['villager', 'clerk', 'auditor', 'operator'])
    expect(await tried({}, as(account))).toMatchObject([{ code: 'access.denied' }]);
  expect(await tried({ ground: 'RETENTION' }, as('registrar'))).toMatchObject([
    { code: 'request.bad-input', field: 'ground' },
  ]);
});
