import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { actorOf } from './actor.ts';
import { open, phone, settled, wear } from './look.ts';
import { openUntil } from './officials.ts';
import { patience } from './patience.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const body = '330324108207-vc';

interface Received {
  readonly id: string;
  readonly signatures: readonly string[];
  /** What is signed. */
  readonly content: string;
}
/** A receiver of webhooks that says `status`. */
const startReceiver = async () => {
  const received: Received[] = [];
  const receiver = { received, url: '', status: 204, close: () => void server.close() };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [id = '', timestamp, signatures = ''] = ['id', 'timestamp', 'signature'].map((name) =>
        String(request.headers[`webhook-${name}`]),
      );
      const content = `${id}.${timestamp}.${Buffer.concat(chunks).toString()}`;
      received.push({ id, signatures: signatures.split(' '), content });
      response.writeHead(receiver.status).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cunjian`;
  return receiver;
};
const isSignedWith = (secret: string, { signatures, content }: Received): boolean => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return signatures.includes(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
};

let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  // The receiver stands on this machine; no other address that is not public is named.
  process.env['CUNJIAN_WEBHOOK_NETWORKS'] = '127.0.0.1/32';
  receiver = await startReceiver();
}, patience.startMs);
const suite = startSuite();
afterAll(() => {
  delete process.env['CUNJIAN_WEBHOOK_NETWORKS'];
  (receiver as typeof receiver | undefined)?.close();
});

const changeBody = async (board: string): Promise<void> => {
  const operator = await actorOf(suite.url(), 'operator');
  await operator.carryOut('changeBody', 'ChangeBodyInput', { body, noticeBoards: [board] });
};
/** The log of deliveries is asked for anew until it shows `selector`. */
const refreshUntil = async (page: Page, selector: string): Promise<void> => {
  const until = performance.now() + patience.stepMs;
  while ((await page.locator(selector).count()) === 0) {
    if (performance.now() > until) throw new Error(`the log never showed ${selector}`);
    await page.click('button:text-is("刷新")');
    await settled(page);
  }
};

describe('an integrator', () => {
  it('registers a webhook, follows its deliveries, replays, rotates, mends and removes it', async () => {
    const { page, context, complaints } = await suite.actAs('integrator', phone);
    expect(await page.innerText('#main')).toContain('各推送地址都正常');
    await page.click('nav.areas a:text-is("事件推送")');
    await page.waitForSelector('.state:has-text("还没有登记推送地址")');
    await expectReadable(page);
    await wear(page, phone);

    await page.click('a:text-is("登记推送地址")');
    await page.waitForSelector('#field-url');
    await page.click('button:has-text("去掉")');
    await page.click('button:text-is("登记")');
    expect(await page.locator('[role=alert] li').count()).toBe(2);
    await page.fill('input[type=search]', 'frc');
    await page.press('input[type=search]', 'Enter');
    await page.click('button.hit:has-text("芙蓉村")');
    await page.fill('#field-url', 'https://10.0.0.1/cunjian');
    await page.press('#field-url', 'Enter');
    await page.waitForSelector('#field-url-error:has-text("不是公网地址")');
    await page.check('label:has-text("只要选中的事件") input');
    await page.click('summary:has-text("登记")');
    await page.check('label:has-text("更正组织信息") input');
    await page.waitForSelector('summary:has-text("已选 1 种")');
    await expectReadable(page);
    await wear(page, phone);
    await page.fill('#field-url', receiver.url);
    await page.press('#field-url', 'Enter');
    await page.waitForSelector('pre:has-text("whsec_")');
    const secret = await page.innerText('pre.code');
    expect(await page.innerText('.note.warn')).toContain('只显示这一次');
    expect(await page.locator('button:has-text("复制")').count()).toBe(1);
    await expectReadable(page);
    await wear(page, phone);

    await page.click('a:text-is("查看这个推送地址")');
    await page.waitForSelector('#deliveries');
    await page.waitForSelector('.state:has-text("还没有推送过")');
    const path = new URL(page.url()).pathname;
    expect(await page.locator('pre:has-text("whsec_")').count()).toBe(0);
    await changeBody('村口公告栏');
    await refreshUntil(page, '.delivery:has-text("已送达")');
    expect(await page.innerText('.delivery')).toContain('更正组织信息');
    expect(receiver.received.map((one) => isSignedWith(secret, one))).toEqual([true]);
    await page.click('.delivery button:has-text("重放")');
    await refreshUntil(page, '.delivery:has(.tag:text-is("重放"))');
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);

    await page.fill('#field-from', '5');
    await page.fill('#field-to', '2');
    await page.click('form:has(#field-to) button[type=submit]');
    await page.waitForSelector('#field-to-error:has-text("重放范围有误")');
    const index = /第 (\d+) 条/.exec(await page.innerText('.delivery'))?.[1] ?? '';
    await page.fill('#field-from', index);
    await page.fill('#field-to', index);
    await page.click('form:has(#field-to) button[type=submit]');
    await refreshUntil(page, '.delivery:nth-of-type(3)');
    expect(receiver.received.length).toBe(3);

    await page.fill('#field-overlapHours', '200');
    await page.click('button:text-is("更换密钥")');
    await page.waitForSelector('#field-overlapHours-error');
    await page.fill('#field-overlapHours', '48');
    await page.click('button:text-is("更换密钥")');
    await page.waitForSelector('.note:has-text("新旧两个密钥同时签名")');
    const renewed = await page.innerText('pre.code:has-text("whsec_")');
    expect(renewed).not.toBe(secret);
    await expectReadable(page);
    await wear(page, phone);

    receiver.status = 410;
    await changeBody('村尾公告栏');
    await openUntil(page, '/work', 'section:has-text("推送待修复") .tag:has-text("已停用")');
    expect(
      [secret, renewed].map(
        (one) => receiver.received.at(-1) !== undefined && isSignedWith(one, receiver.received[3] as Received),
      ),
    ).toEqual([true, true]);
    await expectReadable(page);
    await wear(page, phone);
    await page.click(`a[href="${path}"]`);
    await page.waitForSelector('.note.bad:has-text("410")');
    receiver.status = 204;
    await page.selectOption('#field-resume', 'WHERE_IT_STOPPED');
    await page.click('button:text-is("恢复推送")');
    await page.waitForSelector('.good:has-text("已恢复推送")');
    await refreshUntil(page, '.delivery:nth-of-type(5)');
    expect(receiver.received[4]?.id).toBe(receiver.received[3]?.id);

    await page.click('section.card button:text-is("删除")');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.state:has-text("还没有登记推送地址")');
    await open(page, path);
    expect(await page.innerText('h1')).toBe('没有这个推送地址');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is shown nothing of it without having signed in', async () => {
    const { page, context } = await suite.visit(phone);
    await open(page, '/work/webhooks');
    expect(await page.locator('a[href="/work/webhooks/new"]').count()).toBe(0);
    await context.close();
  });
});
