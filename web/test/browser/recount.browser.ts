import { describe, expect, it } from '@jest/globals';
import { actorOf } from './actor.ts';
import { open, phone, settled } from './look.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';

const suite = startSuite();

interface Entry {
  readonly person: string;
  readonly name: string;
  readonly household: string;
}
const rollOf = async (ballot: string): Promise<readonly Entry[]> => {
  const villager = await actorOf(suite.url(), 'villager');
  const query = `query ($id: ID!) { ballot(id: $id) { roll { entries(first: 5) { edges { node { person name household } } } } } }`;
  const { roll } = (await villager.ask(query, { id: ballot })).ballot;
  return roll.entries.edges.map(({ node }: { readonly node: Entry }) => node);
};

describe('a ballot that was counted', () => {
  it('is counted again on the phone of a villager, from the log and not from what the page was told', async () => {
    const { page, context, complaints } = await suite.visit(phone, 'villager');
    await open(page, `/village/${village}/ballots`);
    await page.click('a.list-item:has-text("已计票")');
    await page.click('#recount button.primary');
    await page.waitForSelector('#recount.proved');
    const said = await page.innerText('#recount');
    expect(said).toContain('复核一致');
    expect(said).toContain('名册 4 人');
    await settled(page);
    await expectReadable(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('says what does not follow, and of whom', async () => {
    const { page, context } = await suite.visit(phone, 'villager');
    await open(page, `/village/${village}/ballots`);
    await page.click('a.list-item:has-text("已计票")');
    await page.waitForSelector('#recount');
    const ballot = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const [{ person, name, household } = { person: '', name: '', household: '' }] = await rollOf(ballot);
    const found = (code: string, params: object) => ({ code, params, where: 'entry 12', level: 'wrong' });
    const findings = [found('proxy.candidate', { person, proxy: 'nobody' }), found('ballot.not-called', {})];
    const result = { ballot, findings, members: 4, tokens: 0, sealed: 0, papers: 0, hands: 0 };
    // The log of the demo is in order: a worker that found it otherwise.
    await page.route('**/recount-worker*', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `self.onmessage = () => self.postMessage(${JSON.stringify({ result })});`,
      }),
    );
    await page.click('#recount button.primary');
    await page.waitForSelector('#recount.failed');
    await settled(page);
    expect(await page.innerText('#recount [role=status]')).toContain('复核发现 2 处问题');
    const [first, second] = await page.locator('#recount li').allInnerTexts();
    expect(first).toContain(`候选人 nobody 受 ${name}（户号 ${household}） 委托投票`);
    expect(second).toContain('表决未经召集即开启');
    await expectReadable(page);
    await context.close();
  });
});
