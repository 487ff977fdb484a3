import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStandalone } from '@cunjian/standalone';
import { cachedFolder } from '@cunjian/testing/cached-folder';
import { shanghaiDate } from './days.ts';
import { testConfig } from './test-config.ts';

const filledWithDemo = (): Promise<string> =>
  cachedFolder('standalone', shanghaiDate(), async (folder) => {
    const standalone = await startStandalone(testConfig(folder), () => undefined);
    await standalone.stop();
  });

/** A copy of a data folder as the first start with demo data leaves it; the caller removes it. */
export const preparedData = async (): Promise<string> => {
  const prepared = await filledWithDemo();
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-e2e-'));
  await cp(prepared, folder, { recursive: true });
  return folder;
};
