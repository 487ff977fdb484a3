import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, openSharedStores } from '@cunjian/service-kit';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { backup } from '../src/backup/backup.ts';
import { keptInFolder } from '../src/backup/kept.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-backup-'));
});
afterEach(() => rm(dir, { recursive: true }));

it('leaves out the ballot box and the keys of an issuer: copies of both would tell one from another', async () => {
  const data = join(dir, 'data');
  const shared = await openSharedStores({ dataDir: data, log: createLog({ level: 'silent' }) });
  for (const folder of ['box', 'issuer', 'secrets']) {
    await mkdir(join(data, folder), { recursive: true });
    await writeFile(join(data, folder, 'of-the-vote.sqlite'), 'what nobody else should have');
  }
  await backup(keptInFolder(data), join(dir, 'copy'), () => undefined);
  await shared.close();
  const copied = await readdir(join(dir, 'copy'), { recursive: true });
  expect(copied.filter((path) => path.includes('of-the-vote'))).toEqual([join('secrets', 'of-the-vote.sqlite')]);
  expect(copied).toContain(join('store', 'events.sqlite'));
});
