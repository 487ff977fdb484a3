import { describe, expect, it } from '@jest/globals';
import { open, phone, settled } from './look.ts';
import { expectReadable } from './readable.ts';
import { startSuite } from './suite.ts';

const village = '330324108207';

const suite = startSuite();

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
});
