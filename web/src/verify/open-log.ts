import {
  createVerifier,
  encodeBase64,
  openCheckpoint,
  parseCheckpoint,
  parseCheckpointText,
  parseVkey,
  readTree,
  type CheckpointText,
  type OpenedCheckpoint,
  type TreeReader,
} from '@cunjian/tlog';
import { LogUnreachable, type FetchLog } from './log-port.ts';
import type { Memory, Seen } from './memory.ts';
import type { Step, StepName, Verdict } from './steps.ts';
import { trustedKey } from './trusted-key.ts';

export interface LogContext {
  readonly fetch: FetchLog;
  readonly memory: Memory;
  /** This device's clock, milliseconds since the epoch. */
  readonly now: number;
  readonly steps: Step[];
}

export interface LogNames {
  readonly key: StepName;
  readonly signature: StepName;
  readonly memory: StepName;
}

export interface OpenedLog {
  readonly checkpoint: OpenedCheckpoint;
  readonly tree: TreeReader;
}

/** The public gets the checkpoint of the last heads, at most this old; a smaller tree is no wonder for as long. */
const maxPublicLagMs = 24 * 60 * 60 * 1_000;
const decoder = new TextDecoder();

export const text = (bytes: Uint8Array | undefined): string => decoder.decode(bytes ?? new Uint8Array());
/** The checkpoint that a note claims, whoever signed it. */
export const claimed = (note: string): CheckpointText => parseCheckpoint(note);

/**
 * Key pinned at the first visit, signature, consistency with what was seen before. `log` as in `division/330302001200`.
 * Undefined where a step failed, or where there is no log yet; the steps say which. What fails is tried once more: the
 * key may have been replaced between two answers.
 */
export const openLog = async (
  context: LogContext,
  log: string,
  vkeys: string,
  names: LogNames,
): Promise<OpenedLog | undefined> => {
  const { steps } = context;
  const before = steps.length;
  const opened = await openOnce(context, log, vkeys, names);
  if (steps.slice(before).every(({ verdict }) => verdict !== 'failed')) return opened;
  steps.splice(before);
  return openOnce(context, log, vkeys, names);
};

const openOnce = async (
  context: LogContext,
  log: string,
  vkeys: string,
  names: LogNames,
): Promise<OpenedLog | undefined> => {
  const { fetch, memory, now, steps } = context;
  const report = (step: StepName, verdict: Verdict, params: Step['params']): undefined =>
    void steps.push({ step, verdict, params });
  const note = text(await fetch(`${log}/checkpoint`));
  if (note === '') return report(names.signature, 'open', { variant: 'missing' });
  const origin = note.split('\n', 1)[0] ?? '';
  if (!origin.endsWith(`/${log}`)) return report(names.signature, 'failed', { variant: 'origin', origin });

  const seen = memory.get(origin);
  const { key, step } = await trustedKey({ fetch, step: names.key }, { origin, vkeys, pinned: seen?.vkey });
  steps.push(step);
  if (key === undefined) return undefined;

  const checkpoint = openSigned(note, key);
  if (checkpoint === undefined) return report(names.signature, 'failed', { variant: 'bad' });
  const tree = await readTree((path) => fetch(`${log}/${path}`), checkpoint);
  report(names.signature, 'proved', { size: checkpoint.size, root: encodeBase64(checkpoint.root) });
  if (!(await checkMemory(context, tree, seen, names.memory))) return undefined;
  if (seen === undefined || claimed(seen.checkpoint).size <= checkpoint.size)
    memory.set(origin, { vkey: key, checkpoint: note, at: now });
  return { checkpoint, tree };
};

const openSigned = (note: string, vkey: string): OpenedCheckpoint | undefined => {
  try {
    return openCheckpoint(note, { log: [createVerifier(parseVkey(vkey))] });
  } catch {
    return undefined;
  }
};

const checkMemory = async (
  { now, steps }: LogContext,
  tree: TreeReader,
  seen: Seen | undefined,
  step: StepName,
): Promise<boolean> => {
  if (seen === undefined) {
    steps.push({ step, verdict: 'open', params: { variant: 'first' } });
    return true;
  }
  const older = claimed(seen.checkpoint);
  const sizes = { size: older.size, now: tree.head.size };
  if (older.size > tree.head.size) {
    // A reader of the village saw the fresh tree, now it is the public one of the last heads: that lags an hour or so.
    const late = now - seen.at > maxPublicLagMs;
    steps.push({ step, verdict: late ? 'failed' : 'open', params: { variant: late ? 'shrunk' : 'smaller', ...sizes } });
    return !late;
  }
  try {
    await tree.checkExtends(older);
  } catch (error) {
    if (error instanceof LogUnreachable) throw error;
    steps.push({ step, verdict: 'failed', params: { variant: 'rewritten', ...sizes } });
    return false;
  }
  steps.push({ step, verdict: 'proved', params: { variant: 'extends', ...sizes, at: seen.at } });
  return true;
};

/** The text of an entry of the heads log: a checkpoint without signatures. */
export const shownHead = (entry: Uint8Array): CheckpointText => parseCheckpointText(text(entry));
