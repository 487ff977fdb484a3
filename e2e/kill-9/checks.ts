import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventReader } from '@cunjian/event-store';
import { encodeBase64, openReceipt, parseReceipt, verifierOf } from '@cunjian/tlog';
import type { Actor } from '../src/actors.ts';
import { cunjian, cunjianDone } from '../src/command-line.ts';
import { leafHashesOf } from '../src/forge.ts';
import { differences, readDerived } from '../src/read-models.ts';
import { run } from '../src/running.ts';
import type { Writer } from './writers.ts';

const division = '330324108207';

const claim = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

/** Streams have no holes; every acknowledged event is there once; those of a writer in the order in which she was answered. */
export const checkEvents = async (
  reader: Pick<EventReader, 'readAll'>,
  writers: readonly Writer[],
): Promise<number> => {
  const positions = new Map<string, number[]>();
  const revisions = new Map<string, number>();
  let count = 0;
  let last = 0n;
  for (;;) {
    const { events, position } = await reader.readAll({ after: last, limit: 5_000 });
    for (const { bytes, position: at, stream, revision } of events) {
      const before = revisions.get(stream) ?? -1;
      claim(revision === before + 1, `${stream} jumps from ${before} to ${revision}`);
      revisions.set(stream, revision);
      const { causationid } = JSON.parse(Buffer.from(bytes).toString()) as { causationid: string };
      positions.set(causationid, [...(positions.get(causationid) ?? []), Number(at)]);
      count++;
    }
    if (position === last) break;
    last = position;
  }
  for (const { name, acknowledged } of writers) {
    let before = 0;
    for (const { commandId } of acknowledged) {
      const [at = 0, ...more] = positions.get(commandId) ?? [];
      claim(at > 0, `${name}: the acknowledged command ${commandId} is lost`);
      claim(more.length === 0, `${name}: the command ${commandId} happened ${more.length + 1} times`);
      claim(at > before, `${name}: the command ${commandId} stands before what was acknowledged earlier`);
      before = at;
    }
  }
  return count;
};

/** An export verifies, and its tree has the leaf of every receipt. */
export const checkReceipts = async (url: string, auditor: Actor, writers: readonly Writer[]): Promise<void> => {
  const dir = await mkdtemp(join(tmpdir(), 'cunjian-kill-9-'));
  try {
    const session = ['--url', url, '--token', auditor.token, '--office', auditor.office ?? ''];
    await cunjianDone('audit', 'export', '--division', division, '--out', dir, ...session);
    const vkeys = (await readFile(join(dir, 'vkeys'), 'utf8')).trim().split('\n');
    await cunjianDone('audit', 'verify', '--dir', dir, ...vkeys.flatMap((vkey) => ['--vkey', vkey]));
    const leaves = leafHashesOf(dir);
    const verifiers = vkeys.map((vkey) => verifierOf(vkey));
    const receipts = writers.flatMap(({ acknowledged }) => acknowledged.map(({ receipt }) => receipt));
    for (const [i, receipt] of receipts.entries()) {
      // Each signature costs a millisecond: the newest are checked, earlier rounds have checked the others.
      const { leafHashes } = i >= receipts.length - 500 ? openReceipt(receipt, verifiers) : parseReceipt(receipt);
      for (const leaf of leafHashes) claim(leaves.has(encodeBase64(leaf)), `a receipt is not kept:\n${receipt}`);
    }
  } finally {
    await rm(dir, { recursive: true });
  }
};

/** Read models, after the crash and what was caught up since, are those that the events give from zero. */
export const checkReadModels = async (dataDir: string): Promise<void> => {
  const copy = await mkdtemp(join(tmpdir(), 'cunjian-rebuilt-'));
  try {
    await cp(dataDir, copy, { recursive: true });
    const kept = readDerived(copy);
    await rm(join(copy, 'read-models'), { recursive: true });
    const running = await run(copy);
    await running.settle();
    await running.stop();
    const found = differences(kept, readDerived(copy));
    claim(found.length === 0, `read models differ from a rebuild:\n${found.join('\n')}`);
  } finally {
    await rm(copy, { recursive: true });
  }
};

/** All logs, built once more from the events, have every root that was ever signed. */
export const checkRoots = async (dataDir: string): Promise<void> => {
  const { code, stdout, stderr } = await cunjian('audit', 'reseal', '--check', '--data', dataDir);
  claim(code === 0, `reseal: ${stdout}${stderr}`);
};
