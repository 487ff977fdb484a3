import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file for a store in a folder of its own, removed afterwards. */
export const withFile = async (use: (file: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'cunjian-event-store-'));
  try {
    await use(join(folder, 'events.sqlite'));
  } finally {
    await rm(folder, { recursive: true });
  }
};
