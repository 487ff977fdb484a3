import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openFileSystemBlobStore } from '@cunjian/blob-store';
import { catalogue, type FileEvent } from '@cunjian/contracts';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import { openSqliteVault, replayErasures, replayRestrictions, type ErasureEvent } from '@cunjian/personal-data';
import { dataLayout, systemRandom } from '@cunjian/service-kit';
import type { Erasures } from '../audit/erasures.ts';

type Past = ErasureEvent | FileEvent;
const eventsPerBatch = 1_000;

const readPast = async (dataDir: string): Promise<readonly Past[]> => {
  const events = openSqliteEventReader({ file: dataLayout(dataDir).events });
  const types = catalogue.wireTypes(['value-erased', 'value-restricted', 'file-erased']);
  const past: Past[] = [];
  for (let after = 0n; ;) {
    const batch = await events.readAll({ after, types, limit: eventsPerBatch });
    if (batch.position === after) break;
    for (const stored of batch.events) {
      const { name: type, data } = catalogue.decode(stored);
      past.push({ type, data } as Past);
    }
    after = batch.position;
  }
  await events.close();
  return past;
};

/** What was erased after the copies were made must not come back, nor what was restricted be shown. */
export const eraseAgain = async (dataDir: string): Promise<Erasures> => {
  const past = await readPast(dataDir);
  const files = past.flatMap((event) => (event.type === 'file-erased' ? [event.data] : []));
  const erasures = past.flatMap((event): { readonly digests: readonly string[] }[] => {
    if (event.type === 'value-erased') return [{ digests: event.data.digests }];
    return event.type === 'file-erased' ? [{ digests: event.data.names }] : [];
  });
  const restrictions = past.flatMap((event) => (event.type === 'value-restricted' ? [event.data] : []));
  let values = 0;
  for (const name of await readdir(join(dataDir, 'vault')).catch(() => [])) {
    if (!name.endsWith('.sqlite') || name.endsWith('-reads.sqlite')) continue;
    const vault = openSqliteVault(join(dataDir, 'vault', name));
    values = await replayErasures(vault, erasures);
    await replayRestrictions(vault, restrictions);
    await vault.close();
  }
  const blobs = await openFileSystemBlobStore({ folder: dataLayout(dataDir).blobs, random: systemRandom });
  for (const { sha256 } of files) await blobs.erase(sha256);
  return { values, files: files.length };
};
