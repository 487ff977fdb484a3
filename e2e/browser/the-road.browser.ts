import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadedSetting, OwnToken } from '@cunjian/secret-ballot';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { copyBuiltPage } from '@cunjian/web/test/browser/built-page.ts';
import { launchChromium } from '@cunjian/web/test/browser/chromium.ts';
import { desk, open, phone, settled, visit, type Visitor } from '@cunjian/web/test/browser/look.ts';
import { actAs, openUntil, sendForm } from '@cunjian/web/test/browser/officials.ts';
import { patience } from '@cunjian/web/test/browser/patience.ts';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Deployment } from '../src/deployment.ts';
import { moreVillagers } from '../src/more-villagers.ts';
import { createRoad, road, type RollEntry } from '../src/road.ts';
import { runDemo } from '../src/running.ts';
import { createSecretVoters, seedOf } from '../src/secret-voters.ts';
import { expectSound, scrollTo, shoot } from './walkers.ts';

/** The walk of a road from a villager's phone: proposed, voted in secret, carried out, recounted on the phone. */
jest.setTimeout(2 * patience.caseMs);
const voters = { villager: '赞成', villager2: '反对' } as const;
/** With them as many vote online as the rule asks for, lest anybody's choice be known. */
const others = ['for', 'for', 'abstain'] as const;
const papers = 34;

let folder = '';
let village: Deployment;
let browser: Browser;
let walk: ReturnType<typeof createRoad>;
let elsewhere: ReturnType<typeof createSecretVoters>;
let setting: LoadedSetting;
let tokens: readonly OwnToken[] = [];
let roll: readonly RollEntry[] = [];
/** Those of it who have nothing yet by which they vote. */
let free: readonly RollEntry[] = [];
const devices = new Map<string, Visitor>();
const codes = new Map<string, string>();

/** Her own device, which keeps what it holds; signed in anew, as weeks go by. */
const device = async (account: string): Promise<Visitor> => {
  const known = devices.get(account);
  if (known !== undefined) {
    await open(known.page, `/sign-in?account=${account}&to=/me`);
    return known;
  }
  const isVillager = account.startsWith('villager');
  const visitor = isVillager
    ? await visit(browser, village.url, phone, account)
    : await actAs(browser, village.url, account, desk);
  devices.set(account, visitor);
  return visitor;
};
const ballotPath = (): string => `/ballot/${walk.id('ballot')}`;
/** The code that is shown once, written down and confirmed. */
const writeDown = async (page: Page, account: string): Promise<void> => {
  codes.set(account, await page.innerText('[data-testid=recovery-code]'));
  await page.check('.written input');
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-road-page-'));
  [village, browser] = await Promise.all([runDemo({ pageRoot: await copyBuiltPage(folder) }), launchChromium()]);
  walk = createRoad(village);
  elsewhere = createSecretVoters(village, walk);
  await walk.later(road.begins);
}, patience.startMs);
afterAll(async () => {
  await browser?.close();
  await village?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a road', () => {
  it('is proposed on a phone, and another villager supports it', async () => {
    const { page } = await device('villager');
    await open(page, `/village/${road.division}/topics/new`);
    await page.selectOption('#field-matter', 'PUBLIC_WORKS');
    await page.fill('#field-title', road.title);
    await page.fill('#field-text', road.text);
    await sendForm(page);
    await page.waitForSelector('.receipt');
    await page.click('a.button.primary');
    await page.waitForSelector('#comments');
    walk.made['topic'] = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const other = await device('villager2');
    await openUntil(other.page, `/topic/${walk.id('topic')}`, 'button:text-is("我附议")');
    await other.page.click('button:text-is("我附议")');
    await other.page.waitForSelector('text=2 人附议');
  });

  it('is deliberated, and its ballot called; three officers each hold a key', async () => {
    await walk.begin();
    await walk.deliberate();
    roll = await walk.call();
    for (const account of road.officers) {
      const { page } = await device(account);
      await open(page, `${ballotPath()}/work`);
      await page.click('button:text-is("生成我的密钥代码")');
      await writeDown(page, account);
      await page.click('button:text-is("登记密钥")');
      await page.waitForSelector('[data-testid=recovery-code]', { state: 'detached' });
    }
    const { page } = await device('villager');
    await open(page, `/topic/${walk.id('topic')}`);
    expect(await page.innerText('#main')).toContain('党员大会审议');
    await shoot(page, 'topic-on-its-way');
  });

  it('announces on the notice board who votes for whom', async () => {
    await walk.later(road.proxiesAt);
    await walk.rollIsFrozen();
    const own = await Promise.all(Object.keys(voters).map(walk.personOf));
    free = roll.filter(({ person }) => !own.includes(person));
    const households = [...Map.groupBy(free, ({ household }) => household).values()];
    // The law lets near relatives alone vote for one another.
    const [principal, proxy] = households.find((people) => people.length > 1) ?? [];
    if (principal === undefined || proxy === undefined) throw new Error('nobody lives with anybody');
    free = free.filter((one) => one !== principal && one !== proxy);
    const clerk = await device('clerk');
    const { page } = clerk;
    await open(page, `${ballotPath()}/work`);
    for (const [field, { household, name }] of [
      ['#field-person', principal],
      ['#field-proxy', proxy],
    ] as const) {
      await page.fill(field, household);
      await page.check(`fieldset:has(${field}) .choice:has-text("${name}") input`);
    }
    await page.setInputFiles('#field-scan', {
      name: '委托书.png',
      mimeType: 'image/png',
      buffer: noticeBoardPicture(3),
    });
    await page.check('label:has-text("委托人和受托人已公布") input');
    await page.click('button:text-is("登记委托")');
    await page.waitForSelector(`[role=status]:has-text("已登记：${proxy.name}代${principal.name}投票")`);
    await settled(page);
    await expectSound(clerk);
    await open(page, `/print${ballotPath()}/proxies`);
    const row = await page.innerText('.paper tbody tr');
    expect(row.split(/\s+/)).toEqual([principal.name, principal.household, proxy.name]);
    await expectSound(clerk);
  });

  it('has its opening checked by the phone, which then takes a token', async () => {
    await walk.later(road.times.opensAt);
    await walk.ballotIs('OPEN');
    for (const account of Object.keys(voters)) {
      const { page } = await device(account);
      await openUntil(page, ballotPath(), 'button:text-is("开始领票")');
      await page.waitForSelector('text=本机已核对开启事项');
      await page.click('button:text-is("开始领票")');
      await writeDown(page, account);
      await page.click('button:text-is("领票")');
      await page.waitForSelector('text=凭证保存在本机');
      // It is no vote yet, and nobody is to think so.
      await openUntil(page, '/', '.list-item:has-text("已领无记名票")');
      expect(await page.innerText(`.list-item[href="${ballotPath()}"]`)).not.toContain('已投票');
    }
    const clerk = await device('clerk');
    await open(clerk.page, `/print${ballotPath()}/tokens`);
    expect(await clerk.page.locator('.paper tbody tr').count()).toBe(Object.keys(voters).length);
    await expectSound(clerk);
    const people = free.map(({ person }) => person);
    const more = await moreVillagers(village, road.division, people.slice(-others.length));
    setting = await elsewhere.settingFor('villager');
    tokens = await Promise.all(
      more.map(({ account }, number) => elsewhere.takeToken(setting, account, seedOf(number + 20))),
    );
    await walk.issuePapers(people.slice(0, papers));
  });

  it('hears who says that the token in her name is not hers, and tells her what was found', async () => {
    const { page } = await device('villager2');
    await openUntil(page, '/', 'button:text-is("不是本人领的")');
    await page.click('button:text-is("不是本人领的")');
    await page.fill('form textarea', '手机借给过邻居。');
    await page.click('button:text-is("提交异议")');
    await page.waitForSelector('text=等待村务监督委员会核实');
    const supervisor = await device('supervisor');
    await openUntil(supervisor.page, '/work', 'form:has-text("手机借给过邻居")');
    const decision = supervisor.page.locator('form', { hasText: '手机借给过邻居' });
    await decision.locator('textarea').fill('本人到场确认，是自己领的。');
    // No outcome is chosen beforehand.
    expect(await decision.locator('button[type=submit]').isDisabled()).toBe(true);
    await decision.locator('select').selectOption('DISMISSED');
    await expectSound(supervisor);
    await decision.locator('button[type=submit]').click();
    await decision.waitFor({ state: 'detached' });
    await openUntil(page, '/', 'text=本人到场确认，是自己领的。');
    await page.click('button:text-is("知道了")');
    await page.waitForSelector('text=本人到场确认', { state: 'detached' });
  });

  it('is voted on in secret, in three touches', async () => {
    await walk.later(road.times.tokensUntil);
    await walk.boxIs('tokensClosed');
    for (const [number, own] of tokens.entries())
      expect(await elsewhere.cast(setting, own, others[number] ?? 'abstain')).toEqual([]);
    for (const [account, answer] of Object.entries(voters)) {
      const visitor = await device(account);
      const { page } = visitor;
      await openUntil(page, ballotPath(), `.choice:has-text("${answer}")`);
      if (account === 'villager') {
        await page.waitForSelector('text=本机已核对开启事项');
        await scrollTo(page, 'section:has(> h2:text-is("无记名投票"))');
        await shoot(page, 'secret-ballot');
      }
      await page.click(`.choice:has-text("${answer}")`);
      await page.click('dialog[open] button.primary');
      await page.waitForSelector('text=选票已投入票箱');
      await settled(page);
      await expectSound(visitor);
    }
  });

  it('is counted in public: two officers type their codes, two people enter the papers', async () => {
    await walk.later(road.times.closesAt);
    await walk.boxIs('boxEmptied');
    for (const account of [road.officers[0], road.officers[2]]) {
      const visitor = await device(account);
      await openUntil(visitor.page, `${ballotPath()}/work`, 'button:text-is("开票")');
      await visitor.page.fill('input[autocomplete=off]', codes.get(account) ?? '');
      await visitor.page.click('button:text-is("开票")');
      await visitor.page.waitForSelector('.tag:has-text("已开票")');
      await expectSound(visitor);
    }
    const votes = [
      { option: 'for', votes: 25 },
      { option: 'against', votes: 7 },
    ];
    await walk.enterPapers({ issued: papers, returned: papers, valid: papers, invalid: 0, abstained: 2, votes });
    await walk.ballotIs('COUNTED');
  });

  it('shows her that her ballot is in, and recounts all of it on her phone', async () => {
    await village.advanceHeads();
    const visitor = await device('villager');
    const { page } = visitor;
    await open(page, ballotPath());
    expect(await page.innerText('#main')).toContain('通过');
    await page.click('button:text-is("查一查我的票是否计入")');
    await page.waitForSelector('text=您的选票已计入');
    await page.click('#recount button.primary');
    await page.waitForSelector('#recount :text("复核一致")', { timeout: patience.caseMs });
    await settled(page);
    await expectSound(visitor);
    await scrollTo(page, '#recount');
    await shoot(page, 'recount-on-a-phone');
  });

  it('is resolved, carried out and linked with what paid for it', async () => {
    await walk.adopt();
    await walk.later('2027-01-20T02:00:00.000Z');
    await walk.carryOut();
    await village.settle();
    const visitor = await device('villager');
    const { page } = visitor;
    await open(page, `/resolution/${walk.id('resolution')}`);
    const text = await page.innerText('#main');
    for (const part of [road.title, '路已修好', '115,000.00', '付款来自']) expect(text).toContain(part);
    await expectSound(visitor);
    await shoot(page, 'resolution');
  });

  it('is nothing that a villager of another village sees', async () => {
    const { page, context } = await visit(browser, village.url, phone, 'neighbour');
    for (const path of [`/topic/${walk.id('topic')}`, ballotPath(), `/resolution/${walk.id('resolution')}`]) {
      await open(page, path);
      expect(await page.innerText('#main')).not.toContain(road.title);
    }
    await context.close();
  });
});
