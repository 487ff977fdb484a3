import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { hasDocker, startContainer } from './container.ts';

let folder = '';

/** What is called as docker writes down how it was called, and does this. */
const docker = async (script: string): Promise<void> => {
  const file = join(folder, 'docker');
  await writeFile(file, `#!/bin/sh\necho "$@" >> '${join(folder, 'calls')}'\n${script}\n`);
  await chmod(file, 0o755);
};
const calls = async (): Promise<readonly string[]> =>
  (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-docker-'));
  process.env['CUNJIAN_DOCKER'] = join(folder, 'docker');
});
afterEach(async () => {
  delete process.env['CUNJIAN_DOCKER'];
  await rm(folder, { recursive: true });
});

it('is there where an engine answers, and not where the command alone is', async () => {
  await docker('echo 28.0.1');
  expect(await hasDocker()).toBe(true);
  await docker('echo "Cannot connect to the Docker daemon" >&2; exit 1');
  expect(await hasDocker()).toBe(false);
});

it('runs the image that compose names on loopback, and is ready when the server says so', async () => {
  await docker('echo starting; echo "{\\"msg\\":\\"Waiting for connections\\"}"; exec sleep 60');
  const server = await startContainer('mongoDb');
  const port = /^mongodb:\/\/127\.0\.0\.1:(\d+)\//.exec(server.address)?.[1];
  expect(await calls()).toEqual([expect.stringMatching(`^run --rm --publish 127.0.0.1:${port}:27017 mongo:[0-9.]+$`)]);
  await server.stop();
});

it('tells what it printed where it ends instead', async () => {
  await docker('echo "no such image" >&2; exit 125');
  await expect(startContainer('mongoDb')).rejects.toThrow('no such image');
});
