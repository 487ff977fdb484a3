import { describe, expect, it } from '@jest/globals';
import type { Page, WebSocket } from 'playwright-core';
import { desk, open, phone, settled, violations } from './look.ts';
import { openUntil, sendForm } from './officials.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';
const elder = { ...phone, elder: true };

const suite = startSuite();

const socketsOf = (page: Page): readonly WebSocket[] => {
  const sockets: WebSocket[] = [];
  page.on('websocket', (socket) => sockets.push(socket));
  return sockets;
};
/** As when the phone is put away, or taken out again. */
const setVisibility = (page: Page, now: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, now);

const propose = async (page: Page, title: string): Promise<string> => {
  await open(page, `/village/${village}/topics/new`);
  await page.selectOption('#field-matter', 'PUBLIC_WORKS');
  await page.fill('#field-title', title);
  await page.fill('#field-text', '村里等了两年。');
  await sendForm(page);
  await page.waitForSelector('.receipt');
  await page.click('a.button.primary');
  await page.waitForSelector('#comments');
  await settled(page);
  return new URL(page.url()).pathname;
};
const comment = async (page: Page, text: string): Promise<void> => {
  await page.click('button:text-is("发表意见")');
  await page.fill('form[novalidate] textarea', text);
  await page.click('button:text-is("发表")');
  await page.waitForSelector(`article.comment:has-text("${text}")`);
};

describe('a topic that two have open', () => {
  it('shows one what the other does, without reloading and without taking what is being typed', async () => {
    const villager = await suite.visit(elder, 'villager');
    const { page } = villager;
    const sockets = socketsOf(page);
    const path = await propose(page, '修好村口的桥');
    await page.click('button:text-is("发表意见")');
    await page.fill('form[novalidate] textarea', '我还没有写完');
    const top = await page.locator('form[novalidate] textarea').evaluate((field) => field.getBoundingClientRect().top);
    await page.evaluate(() => ((globalThis as { here?: boolean }).here = true));

    const second = await suite.visit(phone, 'villager2');
    await openUntil(second.page, path, '#comments');
    await comment(second.page, '桥栏也要换');

    await page.waitForSelector('article.comment:has-text("桥栏也要换")');
    expect(await page.innerText('.news')).toBe('有新内容');
    expect(await page.locator('.news span').isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    const field = page.locator('form[novalidate] textarea');
    expect(await field.inputValue()).toBe('我还没有写完');
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    expect(await field.evaluate((one) => one.getBoundingClientRect().top)).toBe(top);

    await second.page.click('button:text-is("我附议")');
    await page.waitForSelector('text=2 人附议');
    expect(await page.evaluate(() => (globalThis as { here?: boolean }).here)).toBe(true);
    expect(sockets.length).toBe(1);

    // Put away, it hears nothing, and catches up when it is taken out.
    const closed = sockets[0]?.waitForEvent('close');
    await setVisibility(page, 'hidden');
    await closed;
    await comment(second.page, '桥灯也要装');
    await setVisibility(page, 'visible');
    await page.waitForSelector('article.comment:has-text("桥灯也要装")');
    expect(await field.inputValue()).toBe('我还没有写完');
    expect(sockets.length).toBe(2);
    expect([...villager.complaints, ...second.complaints]).toEqual([]);
    await Promise.all([villager, second].map(({ context }) => context.close()));
  });
});

describe('a topic whose read model has not seen what she did', () => {
  it('says so, and shows it as soon as it has', async () => {
    const villager = await suite.visit(phone, 'villager');
    const path = await propose(villager.page, '河道清淤');
    const { page, complaints, context } = await suite.visit(phone, 'villager2');
    let before: object | undefined;
    let lags = false;
    await page.route('**/graphql', async (route) => {
      if (!(route.request().postData() ?? '').includes('query Topic(')) return route.continue();
      if (lags) return route.fulfill({ json: { ...before, extensions: { stale: true } } });
      const response = await route.fetch();
      before ??= (await response.json()) as object;
      return route.fulfill({ response });
    });
    await openUntil(page, path, '#comments');
    lags = true;
    await page.focus('button:text-is("我附议")');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.lag:has-text("处理中")');
    expect(await violations(page)).toEqual([]);
    lags = false;
    await page.waitForSelector('text=2 人附议');
    await page.waitForSelector('.lag span', { state: 'detached' });
    // The button has made way for another: keyboard and screen reader go on where it was.
    expect(await page.evaluate(() => document.activeElement?.closest('section')?.innerText)).toContain('2 人附议');
    expect([...villager.complaints, ...complaints]).toEqual([]);
    await Promise.all([villager.context, context].map((one) => one.close()));
  });
});

describe('the page of a village', () => {
  it('shows a notice when it is published, and a suggestion reaches those whom it waits for', async () => {
    const villager = await suite.visit(phone, 'villager');
    const { page } = villager;
    await open(page, `/village/${village}`);
    const clerk = await suite.actAs('clerk', desk);
    await open(clerk.page, '/work/notices/new');
    await clerk.page.fill('#field-content-title', '明日停水');
    await clerk.page.fill('#field-content-text', '检修水管。');
    await clerk.page.click('form[novalidate] button[type=submit]');
    await clerk.page.click('button:text-is("发布")');
    await clerk.page.click('dialog[open] button.primary');
    await page.waitForSelector('a:has-text("明日停水")');

    await open(clerk.page, '/work');
    await open(page, `/village/${village}/suggestions/new`);
    await page.fill('#field-title', '水压太小');
    await page.fill('#field-text', '三楼没有水。');
    await page.check('input[value=open]');
    await sendForm(page);
    await clerk.page.waitForSelector('a:has-text("水压太小")');
    expect([...villager.complaints, ...clerk.complaints]).toEqual([]);
    await Promise.all([villager, clerk].map(({ context }) => context.close()));
  });

  it('opens a socket for those of the village, and for nobody else', async () => {
    const opened: Record<string, number> = {};
    for (const account of ['villager', 'neighbour', undefined] as const) {
      const { page, context } = await suite.visit(phone, account);
      const sockets = socketsOf(page);
      const first = account === 'villager' ? page.waitForEvent('websocket') : undefined;
      await open(page, `/village/${village}`);
      await first;
      await open(page, `/village/${village}/notices`);
      await settled(page);
      opened[account ?? 'nobody'] = sockets.length;
      await context.close();
    }
    expect(opened).toEqual({ villager: expect.any(Number), neighbour: 0, nobody: 0 });
    expect(opened['villager']).toBeGreaterThan(0);
  });
});
