import { afterAll, beforeAll, jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { startDeployment, type Deployment } from './deployment.ts';
import { visit, type Look, type Visitor } from './look.ts';
import { actAs } from './officials.ts';
import { patience } from './patience.ts';

/** One deployment and one browser for the cases of a file, which share these and nothing else. */
export const startSuite = () => {
  jest.setTimeout(patience.caseMs);
  let deployment: Deployment | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [deployment, browser] = await Promise.all([startDeployment(), launchChromium()]);
  }, patience.startMs);
  afterAll(async () => {
    // Where one did not start, the other is to end all the same.
    await browser?.close();
    await deployment?.stop();
  });
  const started = (): { readonly deployment: Deployment; readonly browser: Browser } => {
    if (deployment === undefined || browser === undefined) throw new Error('the suite has not started');
    return { deployment, browser };
  };
  return {
    url: (): string => started().deployment.url,
    /** The folder of the built page. */
    page: (): string => started().deployment.page,
    /** Somebody with a device of her own; `account` signs in as one of the demo's. */
    visit: (look: Look, account?: string): Promise<Visitor> =>
      visit(started().browser, started().deployment.url, look, account),
    /** Signed in, and acting in the account's only office. */
    actAs: (account: string, look: Look): Promise<Visitor> =>
      actAs(started().browser, started().deployment.url, account, look),
  };
};
