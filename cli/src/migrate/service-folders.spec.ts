import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { dealOut } from './service-folders.ts';

/** Files of a standalone data folder that nothing could make anew, and whose they are. */
const kept: Readonly<Record<string, string>> = {
  'vault/registry.sqlite': 'registry',
  'vault/registry-reads.sqlite': 'registry',
  'secrets/registry-person.key': 'registry',
  'vault/publication.sqlite': 'publication',
  'vault/publication-reads.sqlite': 'publication',
  'vault/consultation.sqlite': 'consultation',
  'vault/consultation-reads.sqlite': 'consultation',
  'issuer/issuer.key': 'consultation',
  'box/ballots.sqlite': 'consultation',
  'vault/audit.sqlite': 'audit',
  'published.sqlite': 'audit',
  'published.sqlite-wal': 'audit',
  'secrets/log.key': 'audit',
  'secrets/receipt.key': 'audit',
  'vault/integration.sqlite': 'integration',
  'vault/integration-reads.sqlite': 'integration',
  'secrets/integration-webhooks.key': 'integration',
  'gateway/uploads.sqlite': 'gateway',
  'secrets/issuer.pem': 'gateway',
  'secrets/issuer-cookie.key': 'gateway',
  'secrets/sessions.sqlite': 'gateway',
};
/** Made anew from the events, which go to a server. */
const derived = ['events.sqlite', 'read-models/consultation.sqlite', 'reactions/integration-deliveries.sqlite'];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-deal-out-'));
  for (const file of [...Object.keys(kept), ...derived, 'blobs/ab/abcd']) {
    await mkdir(dirname(join(folder, 'data', file)), { recursive: true });
    await writeFile(join(folder, 'data', file), `of ${file}`);
  }
});
afterEach(() => rm(folder, { recursive: true }));

const filesIn = async (dir: string): Promise<readonly string[]> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

it('gives each service what is its own and nobody else’s, and all of them the files', async () => {
  const into = join(folder, 'into');
  const made = await dealOut(join(folder, 'data'), into);
  expect(made).toHaveLength(7);
  const expected = Object.entries(kept).map(([file, service]) => join(into, service, file));
  expect([...(await filesIn(into))].sort()).toEqual([...expected, join(into, 'blobs/ab/abcd')].sort());
  for (const [file, service] of Object.entries(kept))
    expect(await readFile(join(into, service, file), 'utf8')).toBe(`of ${file}`);
});

it('makes anew what was broken off', async () => {
  const into = join(folder, 'into');
  await mkdir(join(into, 'registry.part', 'vault'), { recursive: true });
  await writeFile(join(into, 'registry.part', 'vault', 'half.sqlite'), 'of a copy that was killed');
  await mkdir(join(into, 'blobs.part'), { recursive: true });
  expect(await dealOut(join(folder, 'data'), into)).toHaveLength(7);
  expect(await readdir(into)).not.toContain('registry.part');
  expect(await readdir(join(into, 'registry', 'vault'))).toEqual(['registry-reads.sqlite', 'registry.sqlite']);
  expect(await readFile(join(into, 'blobs', 'ab', 'abcd'), 'utf8')).toBe('of blobs/ab/abcd');
});

it('leaves as it is what was dealt out before', async () => {
  const into = join(folder, 'into');
  await dealOut(join(folder, 'data'), into);
  await writeFile(join(into, 'audit', 'published.sqlite'), 'signed since');
  expect(await dealOut(join(folder, 'data'), into)).toEqual([]);
  expect(await readFile(join(into, 'audit', 'published.sqlite'), 'utf8')).toBe('signed since');
});
