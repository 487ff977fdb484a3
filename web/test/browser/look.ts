import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { patience } from './patience.ts';

export interface Look {
  readonly width: number;
  readonly language: 'zh' | 'en';
  readonly elder: boolean;
}
export const looks: readonly Look[] = [
  { width: 360, language: 'zh', elder: false },
  { width: 360, language: 'zh', elder: true },
  { width: 360, language: 'en', elder: true },
  { width: 1280, language: 'en', elder: false },
];
export const phone: Look = { width: 360, language: 'zh', elder: false };
export const desk: Look = { width: 1280, language: 'zh', elder: false };
/** The narrowest that is served. */
const height = 780;

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of, the content security policy's violations among it. */
  readonly complaints: string[];
}

/** Somebody with a device of her own; `account` signs in as one of the demo's. */
export const visit = async (browser: Browser, url: string, look: Look, account?: string): Promise<Visitor> => {
  const { width, language, elder } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    acceptDownloads: true,
    baseURL: url,
  });
  context.setDefaultTimeout(patience.stepMs);
  await context.addInitScript(countUnanswered);
  if (elder) await context.addInitScript(() => localStorage.setItem('cunjian.elder', 'on'));
  const page = await context.newPage();
  pages.add(page);
  page.once('close', () => pages.delete(page));
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  if (account !== undefined) await open(page, `/sign-in?account=${account}&to=/me`);
  return { context, page, complaints };
};

/** Those of all visitors. */
const pages = new Set<Page>();
const positionKey = 'cunjian.position';
const originOf = (page: Page): string => (URL.canParse(page.url()) ? new URL(page.url()).origin : '');
/** Whoever is told of what others did opens a page after it: `page` knows where the last command of any visitor stands. */
const tellPosition = async (page: Page): Promise<void> => {
  const known = [...pages].filter((one) => !one.isClosed() && originOf(one) === originOf(page));
  const positions = await Promise.all(
    known.map((one) => one.evaluate((key) => sessionStorage.getItem(key), positionKey)),
  );
  const [last] = positions.flatMap((position) => position ?? []).toSorted((a, b) => Number(BigInt(b) - BigInt(a)));
  if (last !== undefined)
    await page.evaluate(([key, position]) => sessionStorage.setItem(key, position), [positionKey, last] as const);
};

/** The page opened at `path`, showing all that it asks for. */
export const open = async (page: Page, path: string): Promise<void> => {
  if (originOf(page).startsWith('http')) await tellPosition(page);
  await page.goto(path);
  await settled(page);
};

interface Counting {
  unanswered: number;
}
/** Runs in the page, before its own scripts: how many answers it still waits for, their bodies included. */
const countUnanswered = () => {
  const ask = globalThis.fetch;
  const counting = globalThis as unknown as Counting;
  counting.unanswered = 0;
  const answered = () => setTimeout(() => counting.unanswered--);
  globalThis.fetch = async (...request) => {
    counting.unanswered++;
    try {
      const response = await ask(...request);
      void response.clone().arrayBuffer().then(answered, answered);
      return response;
    } catch (error) {
      answered();
      throw error;
    }
  };
};

/** Until the page has its heading, waits for no answer, and shows neither 加载中 nor 处理中. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () =>
      (globalThis as unknown as Counting).unanswered === 0 &&
      document.querySelector('#main h1') !== null &&
      document.querySelector('.lag span') === null &&
      ![...document.querySelectorAll('.state[role=status]')].some((loading) => loading.checkVisibility()),
  );
};

/** The page that is open, as another device shows it. By its own switches; what is printed has none and is loaded anew. */
export const wear = async (page: Page, { width, language, elder }: Look): Promise<void> => {
  await page.setViewportSize({ width, height });
  const lang = language === 'en' ? 'en' : 'zh-CN';
  if ((await page.locator('.settings').count()) === 0) {
    await page.evaluate(
      ([spoken, large]) => {
        localStorage.setItem('cunjian.language', spoken);
        if (large) localStorage.setItem('cunjian.elder', 'on');
        else localStorage.removeItem('cunjian.elder');
      },
      [language, elder] as const,
    );
    await page.reload();
  } else {
    if ((await page.getAttribute('html', 'lang')) !== lang) await page.click('.settings button[lang]');
    const large = page.locator('.settings button[aria-pressed]');
    if ((await large.getAttribute('aria-pressed')) !== String(elder)) await large.click();
  }
  await page.waitForFunction(
    ([wanted, large]) =>
      document.documentElement.lang === wanted && document.documentElement.classList.contains('elder') === large,
    [lang, elder] as const,
  );
  await settled(page);
};

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const axeSource = readFileSync(axeFile, 'utf8');
interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { target: unknown[] }[] }[] }>;
}

/** Rules that axe found broken, each with the first place. */
export const violations = async (page: Page): Promise<string[]> => {
  // As the tool's own code: the page's policy allows no other scripts.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const found = (await axe.run({ resultTypes: ['violations'] })).violations;
    return found.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`);
  });
};

/** Controls smaller than `least` pixels, links within text aside (WCAG 2.5.8 lets them be). */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate(
    (min) =>
      [...document.querySelectorAll<HTMLElement>('button, select, input, textarea, summary, a.button')]
        .filter((element) => element.checkVisibility() && !element.matches('input[type=radio], input[type=checkbox]'))
        .filter((element) => element.getBoundingClientRect().height < min - 0.5)
        .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 30)}`),
    least,
  );

export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Smallest type on the page, in pixels. */
export const smallestType = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let least = Infinity;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || (node.textContent ?? '').trim() === '' || !parent.checkVisibility()) continue;
      least = Math.min(least, parseFloat(getComputedStyle(parent).fontSize));
    }
    return least;
  });
