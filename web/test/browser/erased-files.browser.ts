import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startDeployment, type Deployment } from './deployment.ts';
import { open, phone, visit, wear } from './look.ts';
import { patience } from './patience.ts';
import { expectReadable } from './readable.ts';

const body = '330324108207-vc';
/** PNG, one pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

jest.setTimeout(patience.caseMs);
let deployment: Deployment;
let browser: Browser;
beforeAll(async () => {
  [deployment, browser] = await Promise.all([startDeployment(), launchChromium()]);
}, patience.startMs);
afterAll(async () => {
  await (browser as Browser | undefined)?.close();
  await (deployment as Deployment | undefined)?.stop();
});

/** What there is no page for is done as a client would. */
const actorOf = async (account: string) => {
  const post = async (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    (await fetch(deployment.url + path, { method: 'POST', body, headers })).json();
  const { token } = (await post('/sign-in/demo-token', new URLSearchParams({ account }))) as { token: string };
  const signedIn = { authorization: `Bearer ${token}` };
  const ask = async (query: string, variables: object, headers: Record<string, string> = {}) => {
    const json = { ...signedIn, 'content-type': 'application/json', ...headers };
    const answer = await post('/graphql', JSON.stringify({ query, variables }), json);
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever shape was asked for
    return (answer as { data: any }).data;
  };
  const { viewer } = await ask('{ viewer { offices { id } } }', {});
  const office = { 'cunjian-office': String(viewer.offices[0]?.id) };
  return {
    upload: async (bytes: Uint8Array) =>
      ((await post('/upload', Buffer.from(bytes), { ...signedIn, ...office })) as { sha256: string }).sha256,
    carryOut: async (mutation: string, type: string, input: object, selection = '') => {
      const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code } } }`;
      const payload = (await ask(query, { input: { commandId: randomUUID(), ...input } }, office))[mutation];
      expect(payload.userErrors).toEqual([]);
      return payload;
    },
  };
};

describe('an erased file on the page of its notice', () => {
  it('says when, on what ground and why, where the picture was', async () => {
    const [clerk, registrar] = [await actorOf('clerk'), await actorOf('registrar')];
    const file = await clerk.upload(picture);
    const content = { title: '残疾补助', text: '名单如下', attachments: [{ file, name: '证明.png' }] };
    const drafted = await clerk.carryOut('draftNotice', 'DraftNoticeInput', { body, content }, 'notice { id }');
    const notice = String(drafted.notice.id);
    await clerk.carryOut('publishNotice', 'PublishNoticeInput', { notice });
    const { page, context, complaints } = await visit(browser, deployment.url, phone, 'villager');
    await open(page, `/notice/${notice}`);
    expect(await page.locator('.attachments button:has-text("证明.png")').count()).toBe(1);

    const erase = { document: notice, file, ground: 'UNLAWFUL', reason: '误传了个人证明' };
    await registrar.carryOut('eraseFile', 'EraseFileInput', erase, 'erasure { at }');
    await page.reload();
    await page.waitForSelector('.attachments:has-text("误传了个人证明")');
    expect(await page.innerText('.attachments')).toMatch(/^文件已于 \d{4}年\d+月\d+日 删除，原因：不应当公开/);
    expect(await page.locator('.attachments button, .attachments img').count()).toBe(0);
    await wear(page, { ...phone, language: 'en' });
    expect(await page.innerText('.attachments')).toContain('because it should never have been shown');
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
