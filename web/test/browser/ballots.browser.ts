import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { desk, open, phone, settled, wear, type Look } from './look.ts';
import { openUntil, sendForm } from './officials.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';

const suite = startSuite();

/** In every look; then as it was. */
const readable = async (page: Page, look: Look): Promise<void> => {
  await expectReadable(page);
  await wear(page, look);
};

const focused = (page: Page) => page.evaluate(() => document.activeElement?.tagName);

interface Asked {
  readonly query: string;
  readonly variables: { readonly input: object };
}
interface Counted {
  readonly rule: object;
  readonly result: { readonly arithmetic: object };
}

/** The demo's ballot that is open today: the first thing that a villager sees at home. */
const openFromHome = async (page: Page): Promise<string> => {
  await open(page, '/');
  await page.click('a[href^="/ballot/ballot-"]');
  await page.waitForSelector('.choice');
  await settled(page);
  return new URL(page.url()).pathname;
};

describe('a villager', () => {
  it('votes in three touches, changes her mind, and finds her receipt', async () => {
    const { page, context, complaints } = await suite.visit(phone, 'villager');
    const path = await openFromHome(page);
    await readable(page, phone);
    await page.click('.choice:has-text("停车场")');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.cast:has-text("停车场")');
    await page.waitForSelector('.receipt');
    await settled(page);
    await readable(page, phone);
    await page.click('button:text-is("改投")');
    // The button is gone; keyboard and screen reader go on where it was.
    expect(await focused(page)).toBe('H2');
    await page.click('.choice:has-text("晒谷场")');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.cast:has-text("晒谷场")');
    await openUntil(page, path, '.tag.good:has-text("已存证")');
    await open(page, '/me/ballots');
    expect(await page.innerText('#main')).toContain('晒谷场');
    await readable(page, phone);
    // Nobody is told how many have voted, or who, while people vote.
    await open(page, path);
    expect(await page.innerText('#main')).not.toContain('参加');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('reads who may vote, with households and without numbers', async () => {
    const { page, context } = await suite.visit({ ...phone, elder: true }, 'villager');
    await open(page, '/');
    await page.click('a[href^="/ballot/ballot-"]');
    await page.click('a[href$="/roll"]');
    await page.waitForSelector('tbody tr');
    await settled(page);
    expect(await page.locator('tbody tr').count()).toBe(60);
    expect(await page.innerText('tbody')).not.toMatch(/\d{17}/);
    await readable(page, phone);
    await context.close();
  });

  it('of another village sees none of it', async () => {
    const { page, context } = await suite.visit(phone, 'neighbour');
    await open(page, `/village/${village}/ballots`);
    expect(await page.locator('a[href^="/ballot/"]').count()).toBe(0);
    await context.close();
  });
});

describe('the clerk', () => {
  it('is told the earliest day that the rule allows, and calls a ballot', async () => {
    const { page, context, complaints } = await suite.actAs('clerk', desk);
    await open(page, `/village/${village}/ballots/new`);
    await page.selectOption('#field-body', `${village}-vc`);
    await page.fill('#field-title', '添置健身器材');
    await page.fill('#field-text', '是否同意添置健身器材？');
    await page.fill('#field-times-opensAt', '2099-01-02T09:00');
    await page.fill('#field-times-closesAt', '2099-01-01T09:00');
    await sendForm(page);
    await page.waitForSelector('[role=alert]');
    expect(await page.innerText('form[novalidate]')).toContain('截止时间');
    await page.fill('#field-times-closesAt', '2099-01-03T09:00');
    await sendForm(page);
    await page.waitForSelector('.receipt');
    await page.click('a.button.primary');
    await page.waitForSelector('button:text-is("编制名册")');
    await settled(page);
    await readable(page, desk);
    await page.click('button:text-is("编制名册")');
    await page.waitForSelector('.tag:has-text("公布中")');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('calls an election between people of the register, and says whom the rule refuses', async () => {
    const { page, context, complaints } = await suite.actAs('clerk', desk);
    await open(page, `/village/${village}/ballots/new`);
    await page.selectOption('#field-body', `${village}-vc`);
    await page.selectOption('#field-assembly', 'ELECTORS');
    await page.selectOption('#field-matter', 'ELECTION');
    await page.fill('#field-title', '补选村民委员会委员');
    await page.fill('#field-text', '补选委员一名');
    await page.selectOption('#field-question-kind', 'ELECTION');
    const add = async (name: string) => {
      await page.fill('[id="field-question-candidates-add"]', name);
      await page.press('[id="field-question-candidates-add"]', 'Enter');
      await page.click(`.choice:has-text("${name}") input`);
      await page.waitForSelector(`.line:has-text("${name}")`);
    };
    await add('林美玲');
    await page.check('.line:has-text("林美玲") input');
    await page.selectOption('#field-secrecy', 'SECRET');
    await page.uncheck('input[value="ONLINE"]');
    await page.check('input[value="PAPER"]');
    await page.fill('#field-times-opensAt', '2099-01-02T09:00');
    await page.fill('#field-times-closesAt', '2099-01-03T09:00');
    await settled(page);
    await readable(page, desk);
    await sendForm(page);
    await page.waitForSelector('[role=alert]:has-text("候选人")');
    await add('林建国');
    await sendForm(page);
    await page.waitForSelector('.receipt');
    await page.click('a.button.primary');
    await page.click('button:text-is("编制名册")');
    await page.waitForSelector('.tag:has-text("公布中")');
    const ballot = new URL(page.url()).pathname.split('/')[2] ?? '';
    await open(page, `/print/ballot/${ballot}/roll`);
    await page.waitForSelector('td:text-is("户籍在本村并居住")');
    await open(page, `/print/ballot/${ballot}/proxies`);
    await page.waitForSelector('text=还没有登记委托');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('calls a run-off for the seats that an election left vacant, as the election was held', async () => {
    const { page, context, complaints } = await suite.actAs('clerk', desk);
    const option = (name: string, text: string, woman: boolean) => ({
      option: name,
      text,
      person: `person-${name}`,
      woman,
    });
    const election = {
      ...{ kind: 'ELECTION', seats: 3, seatsForWomen: 1, writeIns: true, runOffOf: null, most: null },
      options: [option('o01', '林建国', false), option('o02', '林美玲', true), option('o03', '陈海', false)],
    };
    const sent: object[] = [];
    // The demo has held no election: its counted ballot, as if it had been one.
    await page.route('**/graphql', async (route) => {
      const { query, variables } = route.request().postDataJSON() as Asked;
      if (query.startsWith('query Ballot(')) {
        const response = await route.fetch();
        const { data } = (await response.json()) as { data: { ballot: Counted } };
        const { rule, result } = data.ballot;
        const arithmetic = { ...result.arithmetic, outcome: 'SEATS_VACANT', chosen: ['o01'] };
        const written = [{ option: 'w01', name: '赵敏', woman: true }];
        Object.assign(data.ballot, {
          ...{ question: election, secrecy: 'SECRET', channels: ['PAPER'], matter: 'ELECTION' },
          ...{ rule: { ...rule, assembly: 'ELECTORS' }, result: { ...result, arithmetic, writeIns: written } },
        });
        await route.fulfill({ response, json: { data } });
      } else if (query.includes('callBallot(')) {
        sent.push(variables.input);
        const userErrors = [{ code: 'x', message: '到此为止', remedy: null, field: null }];
        const callBallot = { ballot: null, position: null, receipt: null, userErrors };
        await route.fulfill({ json: { data: { callBallot } } });
      } else await route.continue();
    });
    await open(page, `/village/${village}/ballots`);
    await page.click('a.list-item:has-text("已计票")');
    await page.click('a:text-is("召集另行选举")');
    await page.waitForSelector('.line:has-text("赵敏")');
    await settled(page);
    const valueOf = (name: string) => page.inputValue(`[id="field-${name}"]`);
    expect(await Promise.all(['assembly', 'matter', 'secrecy', 'question-seats'].map(valueOf))).toEqual([
      ...['ELECTORS', 'ELECTION', 'SECRET', '2'],
    ]);
    expect(await page.locator('.line .name').allInnerTexts()).toEqual(['林美玲', '陈海', '赵敏']);
    await readable(page, desk);
    await page.fill('#field-title', '另行选举');
    await page.fill('#field-text', '填补两个空缺的名额');
    await page.fill('#field-times-opensAt', '2099-01-02T09:00');
    await page.fill('#field-times-closesAt', '2099-01-03T09:00');
    await sendForm(page);
    await page.waitForSelector('[role=alert]:has-text("到此为止")');
    expect(sent).toMatchObject([
      {
        ...{ assembly: 'ELECTORS', matter: 'ELECTION', secrecy: 'SECRET', channels: ['PAPER'] },
        question: {
          ...{ kind: 'ELECTION', seats: 2, seatsForWomen: 1, runOffOf: expect.stringMatching(/^ballot-/) },
          candidates: [
            { person: 'person-o02', name: '林美玲', woman: true },
            { person: 'person-o03', name: '陈海', woman: false },
            { name: '赵敏', woman: true },
          ],
        },
      },
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('gives out a paper, and takes an empty one back', async () => {
    const { page, context } = await suite.actAs('clerk', phone);
    await open(page, `/village/${village}/ballots`);
    await page.click('a[href^="/ballot/ballot-"]:has-text("文化礼堂前的空地怎么用")');
    await page.click('a[href^="/ballot/"][href$="/work"]');
    await page.fill('#field-person', '林美玲');
    await page.click('.choice input');
    await page.click('button:text-is("发纸质选票")');
    await page.waitForSelector('[role=status]:has-text("已发给林美玲纸质选票")');
    await page.click('.line:has-text("林美玲") button');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('[role=status]:has-text("已撤回林美玲")');
    await settled(page);
    await readable(page, phone);
    await context.close();
  });
});
