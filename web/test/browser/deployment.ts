import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { cachedFolder } from '@cunjian/testing/cached-folder';
import { copyBuiltPage } from './built-page.ts';
import { todayInShanghai } from './today.ts';

const root = resolve(import.meta.dirname, '../../..');
/** Every second, so that a test need not wait for the hour. */
const headsIntervalMs = '1000';

/** The standalone deployment on `data`, a process of its own on a free port, as `npm start` runs it. */
const start = async (data: string, page: string) => {
  const child = spawn(
    process.execPath,
    ['--import', './deploy/standalone/stripped-types.mjs', join(root, 'deploy/standalone/src/main.ts')],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        CUNJIAN_PORT: '0',
        CUNJIAN_DATA: data,
        CUNJIAN_PAGE: page,
        CUNJIAN_DEMO: 'on',
        CUNJIAN_HEADS_INTERVAL_MS: headsIntervalMs,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const said: string[] = [];
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    const [, url] = /is ready: (\S+)/.exec(line) ?? [];
    if (url !== undefined) {
      child.stdout.resume();
      return { url, stop };
    }
  }
  await stop();
  throw new Error(`the deployment did not start:\n${said.join('\n')}`);
};

/** Started once with demo data, and copied for each. */
const filledWithDemo = (page: string): Promise<string> =>
  cachedFolder('page', todayInShanghai(), async (folder) => {
    const filled = await start(folder, page);
    await filled.stop();
  });

export const startDeployment = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-web-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const page = await copyBuiltPage(join(folder, 'page'));
    const data = join(folder, 'data');
    await cp(await filledWithDemo(page), data, { recursive: true });
    const { url, stop } = await start(data, page);
    return { url, page, stop: () => stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
};
export type Deployment = Awaited<ReturnType<typeof startDeployment>>;
