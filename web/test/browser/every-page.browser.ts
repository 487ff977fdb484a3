import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lastEnded } from '../../src/officials/period.ts';
import {
  looks,
  open,
  overflow,
  phone,
  smallestType,
  settled,
  smallTargets,
  violations,
  wear,
  type Visitor,
} from './look.ts';
import { patience } from './patience.ts';
import { startSuite } from './suite.ts';
import { todayInShanghai } from './today.ts';

const village = '330324108207';
const body = `${village}-vc`;
const period = lastEnded('quarter', todayInShanghai());
const disclosure = `disclosure-${body}-2026Q2`;
const corrected = `disclosure-${body}-2026Q1`;

const suite = startSuite();

const villagers: readonly string[] = [
  '/',
  '/me',
  '/me/objections',
  '/me/suggestions',
  `/village/${village}/topics`,
  `/village/${village}/topics/new`,
  `/village/${village}/ballots`,
  '/me/ballots',
  `/village/${village}/suggestions`,
  `/village/${village}/suggestions/new`,
  `/village/${village}`,
  `/village/${village}/organisation`,
  `/village/${village}/notices`,
  `/village/${village}/finance`,
  `/disclosure/${disclosure}`,
  `/disclosure/${corrected}?version=1`,
  `/disclosure/${disclosure}/object`,
  `/print/sheet/${disclosure}`,
  `/print/loudspeaker/${disclosure}`,
  `/print/slip/${disclosure}`,
  '/nowhere',
];
const officials: readonly (readonly [account: string, paths: readonly string[]])[] = [
  [
    'accountant',
    [
      '/work',
      `/work/board?period=${period}`,
      `/work/import?period=${period}`,
      `/work/disclosures/new?body=${body}&period=${period}`,
      `/work/disclosures/new?body=${body}&period=matter-well`,
      `/work/disclosures/${corrected}`,
      `/work/disclosures/${corrected}/correct`,
    ],
  ],
  [
    'clerk',
    [
      '/work',
      '/work/objections',
      '/work/notices',
      '/work/notices/new',
      `/village/${village}/suggestions/new`,
      `/village/${village}/ballots/new`,
      '/work/residents',
      '/work/slips',
      `/work/disclosures/${corrected}/paper`,
    ],
  ],
  ['supervisor', ['/work', '/work/reviews', '/work/exports', `/work/board?period=${period}`]],
  [
    'county',
    ['/work', `/work/statistics?period=2026Q2`, '/work/statistics/330324108000', `/work/statistics/${village}`],
  ],
  ['auditor', ['/work/audit', `/work/audit/${village}`, `/work/history/${corrected}`]],
  ['registrar', ['/work/residents', `/work/bodies?division=${village}`, '/work/slips']],
  ['operator', ['/work/bodies', '/work/slips', '/work/divisions']],
];

describe.each([['villager', villagers] as const, ...officials])('the %s', (account, paths) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await (account === 'villager' ? suite.visit(phone, account) : suite.actAs(account, phone));
  }, patience.caseMs);
  afterAll(() => visitor.context.close());

  it.each(paths)('can read %s in every look, and it obeys the content security policy', async (path) => {
    const { page, complaints } = visitor;
    await open(page, path);
    for (const look of looks) {
      await wear(page, look);
      const found = {
        look,
        violations: await violations(page),
        overflow: await overflow(page),
        small: await smallTargets(page, look.elder ? 60 : 44),
        readable: !look.elder || path.startsWith('/print') || (await smallestType(page)) >= 18,
        heading: await page.locator('#main h1').count(),
        titled: (await page.title()).length > 4,
      };
      expect(found).toEqual({ look, violations: [], overflow: 0, small: [], readable: true, heading: 1, titled: true });
    }
    expect(complaints.splice(0)).toEqual([]);
  });
});

describe.each(looks)('a visitor at $width pixels in $language, elder mode $elder', (look) => {
  it('learns what this is, who one can be, and finds a village by its initials', async () => {
    const { page, context } = await suite.visit(look);
    await open(page, '/');
    await page.waitForSelector('.accounts button');
    expect(await page.locator('.accounts button').count()).toBeGreaterThan(10);
    await page.fill('input[type=search]', 'frc');
    await page.waitForSelector('.hit:has-text("芙蓉村")');
    await settled(page);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});
