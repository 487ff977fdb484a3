import {
  earlierKeys,
  encodeBase64,
  isTlogError,
  maxMergeDelayMs,
  openReceipt,
  parseCheckpoint,
  parseReceipt,
  portableHasher,
  receiptStatus,
  verifierOf,
  verifyTree,
  openCheckpoint,
  type Receipt,
  type ReceiptStatus,
} from '@cunjian/tlog';
import { checkWitnesses } from '../verify/check-witnesses.ts';
import type { Memory } from '../verify/memory.ts';
import { LogUnreachable, type FetchLog } from '../verify/log-port.ts';
import { openLog, shownHead, text, type LogContext } from '../verify/open-log.ts';
import type { Step } from '../verify/steps.ts';
import { fetchOffered, fetchRotations } from '../verify/trusted-key.ts';

export interface CheckRequest {
  readonly fetch: FetchLog;
  readonly memory: Memory;
  readonly now: number;
  /** 12 digits. */
  readonly division: string;
  /** An older checkpoint or a receipt, as it was saved; empty: none. */
  readonly note: string;
  /** Of the entries read so far. */
  readonly onProgress: (read: number, size: number) => void;
}

/** What is found beside the steps that the page's own check has. */
export type Finding =
  | Step
  | { readonly step: 'whole'; readonly verdict: 'proved'; readonly params: { readonly size: number } }
  | { readonly step: 'note'; readonly verdict: Step['verdict']; readonly params: Step['params'] }
  | { readonly step: 'all-heads'; readonly verdict: Step['verdict']; readonly params: Step['params'] };

const reasonOf = (error: unknown): string => {
  if (isTlogError(error)) return `${error.message}${error.where === undefined ? '' : ` (${error.where})`}`;
  return error instanceof Error ? error.message : String(error);
};

const logName = async ({ fetch, division }: CheckRequest): Promise<string> => {
  const hint = await fetch(`division/${division}/current`);
  const { log } = hint === undefined ? {} : (JSON.parse(text(hint)) as { log?: string });
  return /^\d{12}(\/epoch-\d+)?$/.test(log ?? '') ? `division/${log}` : `division/${division}`;
};

/**
 * Reads the whole log of a division and the whole heads log of a deployment, as the public is shown them, and checks
 * every hash, every head of that division, and what one kept: an older checkpoint, or a receipt.
 */
export const checkDeployment = async (request: CheckRequest): Promise<readonly Finding[]> => {
  const found: Finding[] = [];
  try {
    await check(request, found);
  } catch (error) {
    if (error instanceof LogUnreachable) found.push({ step: 'network', verdict: 'open', params: {} });
    else found.push({ step: 'signature', verdict: 'failed', params: { variant: 'broken', reason: reasonOf(error) } });
  }
  return found;
};

const check = async (request: CheckRequest, found: Finding[]): Promise<void> => {
  const { fetch, memory, now, division, note, onProgress } = request;
  const context = (steps: Step[]): LogContext => ({ fetch, memory, now, steps });
  const run = async <Result>(work: (steps: Step[]) => Promise<Result>): Promise<Result> => {
    const steps: Step[] = [];
    try {
      return await work(steps);
    } finally {
      found.push(...steps);
    }
  };
  const name = await logName(request);
  const log = await run((steps) =>
    openLog(context(steps), name, `vkeys?division=${division}`, {
      key: 'key',
      signature: 'signature',
      memory: 'memory',
    }),
  );
  if (log === undefined) return;
  const { head } = log.tree;
  const leaves = new Set<string>();
  await verifyTree(
    (path) => fetch(`${name}/${path}`),
    log.checkpoint,
    ({ firstIndex, entries }) => {
      for (const entry of entries) leaves.add(encodeBase64(portableHasher.leaf(entry)));
      onProgress(firstIndex + entries.length, head.size);
    },
  );
  found.push({ step: 'whole', verdict: 'proved', params: { size: head.size } });
  if (note.trim() !== '') found.push(await checkNote(request, note, log, leaves));

  const heads = await run((steps) =>
    openLog(context(steps), 'heads', 'vkeys', { key: 'heads-key', signature: 'heads', memory: 'heads-memory' }),
  );
  if (heads === undefined) return;
  found.push(await checkAllHeads(request, log, heads));
  const { origin, note: shown } = heads.checkpoint;
  found.push(await checkWitnesses({ fetch, memory, now, origin, note: shown }));
};

type Opened = NonNullable<Awaited<ReturnType<typeof openLog>>>;

/** Every head that everybody was ever shown of this log is a beginning of the one read here. */
const checkAllHeads = async ({ fetch }: CheckRequest, log: Opened, heads: Opened): Promise<Finding> => {
  const shown = new Map<number, ReturnType<typeof shownHead>>();
  await verifyTree(
    (path) => fetch(`heads/${path}`),
    heads.checkpoint,
    ({ firstIndex, entries }) => {
      entries.forEach((entry, at) => {
        const head = shownHead(entry);
        if (head.origin === log.checkpoint.origin) shown.set(firstIndex + at, head);
      });
    },
  );
  for (const [entry, head] of shown) {
    if (head.size > log.tree.head.size)
      return { step: 'all-heads', verdict: 'failed', params: { variant: 'larger', entry, size: head.size } };
    try {
      await log.tree.checkExtends(head);
    } catch (error) {
      if (error instanceof LogUnreachable) throw error;
      return { step: 'all-heads', verdict: 'failed', params: { variant: 'forked', entry, size: head.size } };
    }
  }
  const verdict = shown.size === 0 ? 'open' : 'proved';
  return { step: 'all-heads', verdict, params: { variant: verdict, count: shown.size, size: heads.tree.head.size } };
};

const checkNote = async (
  request: CheckRequest,
  note: string,
  log: Opened,
  leaves: ReadonlySet<string>,
): Promise<Finding> => {
  const normal = note.replaceAll('\r\n', '\n').replace(/\n*$/, '\n');
  const receipt = orUndefined(() => parseReceipt(normal));
  if (receipt !== undefined) return checkReceipt(request, normal, receipt, leaves);
  const older = orUndefined(() => parseCheckpoint(normal));
  if (older === undefined) return { step: 'note', verdict: 'failed', params: { variant: 'unreadable' } };
  if (older.origin !== log.checkpoint.origin)
    return { step: 'note', verdict: 'open', params: { variant: 'other', origin: older.origin } };
  const { current, earlier } = await keysOf(request.fetch, `vkeys?division=${request.division}`, older.origin);
  try {
    openCheckpoint(normal, { log: [...current, ...earlier.map(({ vkey }) => vkey)].map((vkey) => verifierOf(vkey)) });
  } catch (error) {
    return { step: 'note', verdict: 'failed', params: { variant: 'signature', reason: reasonOf(error) } };
  }
  const { size } = log.tree.head;
  if (older.size > size)
    return { step: 'note', verdict: 'open', params: { variant: 'smaller', size: older.size, now: size } };
  try {
    await log.tree.checkExtends(older);
  } catch (error) {
    if (error instanceof LogUnreachable) throw error;
    return { step: 'note', verdict: 'failed', params: { variant: 'rewritten', size: older.size } };
  }
  return { step: 'note', verdict: 'proved', params: { variant: 'extends', size: older.size } };
};

/** A receipt whose time is up and whose entries are missing from what the public is shown is worth an alarm. */
const checkReceipt = async (
  { fetch, division, now }: CheckRequest,
  note: string,
  claimed: Receipt,
  leaves: ReadonlySet<string>,
): Promise<Finding> => {
  if (claimed.division !== division)
    return { step: 'note', verdict: 'open', params: { variant: 'other', origin: claimed.division } };
  const { current, earlier } = await keysOf(fetch, 'vkeys', claimed.origin);
  // What a key promised before it was replaced still counts; promises later than that are not the operator's.
  const then = earlier.filter(({ at }) => claimed.deadline <= at + maxMergeDelayMs).map(({ vkey }) => vkey);
  let receipt: Receipt;
  try {
    receipt = openReceipt(
      note,
      [...current, ...then].map((vkey) => verifierOf(vkey)),
    );
  } catch (error) {
    return { step: 'note', verdict: 'failed', params: { variant: 'signature', reason: reasonOf(error) } };
  }
  const status: ReceiptStatus = receiptStatus(receipt, {
    has: (leaf) => leaves.has(encodeBase64(leaf)),
    cosignedAt: [],
  });
  const late = status !== 'kept' && now > receipt.deadline;
  const verdict = status === 'kept' ? 'proved' : late ? 'failed' : 'open';
  return { step: 'note', verdict, params: { variant: late ? 'late' : status, at: receipt.deadline } };
};

/** Keys of a log or of the receipts: those of today, and those before them by statements that both signed. */
const keysOf = async (fetch: FetchLog, vkeys: string, origin: string) => {
  const current = await fetchOffered(fetch, vkeys, origin);
  return { current, earlier: earlierKeys(current, await fetchRotations(fetch)) };
};

const orUndefined = <Value>(read: () => Value): Value | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};
