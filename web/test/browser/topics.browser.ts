import { describe, expect, it } from '@jest/globals';
import { desk, open, phone, settled, wear } from './look.ts';
import { sendForm } from './officials.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const elder = { ...phone, elder: true };
const village = '330324108207';

const suite = startSuite();

describe('a topic', () => {
  it('is proposed, supported and taken back, discussed, folded, appealed and shown again', async () => {
    const villager = await suite.visit(phone, 'villager');
    const { page } = villager;
    await open(page, `/village/${village}/topics/new`);
    await page.click('form[novalidate] button[type=submit]');
    expect(await page.locator('.problem').count()).toBe(2);
    await page.selectOption('#field-matter', 'PUBLIC_WORKS');
    await page.fill('#field-title', '村口到小学装路灯');
    await page.fill('#field-text', '孩子放学看不清路，打我电话13812345678。');
    await sendForm(page);
    // What it is refused for stands at its field.
    await page.waitForSelector('#field-text-error');
    await page.fill('#field-text', '孩子放学看不清路。');
    await sendForm(page);
    await page.waitForSelector('.receipt');
    await page.click('a.button.primary');
    await page.waitForSelector('#comments');
    await settled(page);
    expect(await page.innerText('#main')).toContain('1 人附议');
    await expectReadable(page);
    await wear(page, phone);
    const path = new URL(page.url()).pathname;

    const second = await suite.visit(phone, 'villager2');
    await open(second.page, path);
    await second.page.click('button:text-is("我附议")');
    await second.page.waitForSelector('text=2 人附议');
    await second.page.click('button:text-is("撤回我的附议")');
    await second.page.waitForSelector('text=1 人附议');
    await second.page.click('button:text-is("发表意见")');
    // The form stands where the button was, and has the focus.
    await second.page.waitForSelector('form .stances input:focus');
    await second.page.check('input[value=AGAINST]');
    await second.page.fill('form[novalidate] textarea', '太阳能的容易坏。');
    await second.page.click('button:text-is("发表")');
    await second.page.waitForSelector('article.comment');

    await open(page, path);
    await page.click('article.comment button:text-is("回复")');
    await page.fill('article.comment textarea', '选质保五年的。');
    await page.click('article.comment button:text-is("发表")');
    await page.waitForSelector('.thread .tag:has-text("提议人答复")');

    const clerk = await suite.actAs('clerk', desk);
    await open(clerk.page, path);
    expect(await clerk.page.innerText('#main')).toContain('附议以村民本人身份进行');
    await clerk.page.click('article.comment >> nth=0 >> button:text-is("折叠")');
    await clerk.page.fill('#field-reason', '与议题无关');
    await clerk.page.click('button:text-is("折叠并公布理由")');
    await clerk.page.waitForSelector('.note:has-text("与议题无关")');

    await open(second.page, path);
    expect(await second.page.locator('text=太阳能的容易坏').count()).toBe(0);
    await second.page.click('button:text-is("展开查看")');
    await second.page.waitForSelector('text=太阳能的容易坏');
    await second.page.click('button:text-is("申诉")');
    await second.page.fill('#field-text', '说的就是路灯');
    await second.page.click('button:text-is("提交给监督委员会")');
    await second.page.waitForSelector('.note:has-text("说的就是路灯")');
    await settled(second.page);
    await expectReadable(second.page);

    const supervisor = await suite.actAs('supervisor', desk);
    await open(supervisor.page, '/work');
    await supervisor.page.selectOption('#field-unfolded', 'unfold');
    await supervisor.page.fill('#field-reasons', '确与路灯有关');
    await supervisor.page.click('button:text-is("公布决定")');
    await supervisor.page.waitForSelector('#field-reasons', { state: 'detached' });

    await open(page, path);
    expect(await page.innerText('#main')).toContain('监督委员会恢复显示');
    expect(await page.innerText('#main')).toContain('太阳能的容易坏');
    const complaints = [villager, second, clerk, supervisor].flatMap((one) => one.complaints);
    expect(complaints).toEqual([]);
    await Promise.all([villager, second, clerk, supervisor].map(({ context }) => context.close()));
  });

  it('is shown to nobody of another village', async () => {
    const { page, context } = await suite.visit(phone, 'neighbour');
    await open(page, `/village/${village}/topics`);
    expect(await page.innerText('#main')).toContain('协商只对本村居民');
    expect(await page.locator('a[href^="/topic/"]').count()).toBe(0);
    expect(await page.locator('a[href$="/topics/new"]').count()).toBe(0);
    await context.close();
  });
});

describe('a suggestion', () => {
  it('is made, answered, found unsettled, answered again, settled and made a topic', async () => {
    const villager = await suite.visit(elder, 'villager');
    const { page } = villager;
    await open(page, `/village/${village}/suggestions/new`);
    await page.fill('#field-title', '垃圾桶满了');
    await page.fill('#field-text', '村东的垃圾桶三天没人倒。');
    await page.check('input[value=open]');
    await sendForm(page);
    await page.waitForSelector('.receipt');
    await settled(page);
    await expectReadable(page);
    await wear(page, elder);
    await page.click('a.button.primary');
    await page.waitForSelector('h2:has-text("答复")');
    const path = new URL(page.url()).pathname;

    const clerk = await suite.actAs('clerk', desk);
    const answer = async (text: string) => {
      await open(clerk.page, '/work');
      await clerk.page.click('a:has-text("垃圾桶满了")');
      await clerk.page.waitForSelector('#field-text');
      await clerk.page.fill('#field-text', text);
      await clerk.page.click('button:text-is("发出答复")');
      await clerk.page.waitForSelector('.receipt');
    };
    await answer('已安排清运。');
    await open(page, path);
    await page.click('button:text-is("没有解决")');
    await page.fill('dialog[open] textarea', '还是满的');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.note:has-text("还是满的")');
    await answer('已清运，并每天检查。');
    await open(page, path);
    await page.click('button:text-is("已解决")');
    await page.click('dialog[open] button.primary');
    await page.waitForSelector('.tag:has-text("已解决")');
    await page.click('a:text-is("提为议题")');
    await page.waitForSelector('#field-title');
    await settled(page);
    expect(await page.inputValue('#field-title')).toBe('垃圾桶满了');
    await sendForm(page);
    await page.waitForSelector('.receipt');
    await page.click('a.button.primary');
    await page.waitForSelector('#comments');
    expect(await page.getAttribute('a:text-is("垃圾桶满了")', 'href')).toBe(path);
    expect([...villager.complaints, ...clerk.complaints]).toEqual([]);
    await Promise.all([villager, clerk].map(({ context }) => context.close()));
  });
});
