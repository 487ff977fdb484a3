import {
  checkOpening,
  createVerifier,
  decodeBase64,
  encodeBase64,
  isTlogError,
  openCheckpoint,
  parseCheckpointText,
  parseVkey,
  readTree,
  type OpenedCheckpoint,
  type TreeReader,
  type Verifier,
} from '@cunjian/tlog';

/** What a step found. `open`: nothing is wrong, but nothing was proved either. */
export type Verdict = 'proved' | 'open' | 'failed';
export type StepName =
  'key' | 'signature' | 'memory' | 'inclusion' | 'content' | 'heads' | 'heads-memory' | 'witnesses';
export interface Step {
  readonly step: StepName;
  readonly verdict: Verdict;
  /** Fills the sentence that the page says: sizes, dates, what is wrong. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** What this device saw of a log: kept, so that a rewritten history is caught on the next visit. */
export interface Seen {
  readonly vkey: string;
  readonly checkpoint: string;
}
export interface Memory {
  get(origin: string): Seen | undefined;
  set(origin: string, seen: Seen): void;
}

/** Gives the bytes below `/log`, undefined where there are none. Any server's: nothing it says is believed. */
export type FetchLog = (path: string) => Promise<Uint8Array | undefined>;

export interface Opening {
  readonly index: number;
  readonly event: string;
  readonly salt: string;
}

export interface VerifyRequest {
  /** As in `division/330302001200`. */
  readonly log: string;
  readonly fetch: FetchLog;
  readonly memory: Memory;
  /** Indexes of the events that the page shows; with `matches` for what it shows of each. */
  readonly entries: readonly {
    readonly index: number;
    readonly matches?: (event: Record<string, unknown>) => string | undefined;
  }[];
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());
const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Checks, in the reader's own browser, that what she sees is in the village's log and that this is the one log that
 * everybody is shown. Every step is reported, also those that prove nothing; stops at the first that fails.
 */
export const verifyHistory = async (request: VerifyRequest): Promise<readonly Step[]> => {
  const steps: Step[] = [];
  try {
    const log = await openLog(request, request.log, steps, { signature: 'signature', memory: 'memory' });
    if (log === undefined) return steps;
    await checkEntries(request, log.tree, steps);
    if (steps.some(({ verdict }) => verdict === 'failed')) return steps;
    const heads = await openLog(request, 'heads', steps, { signature: 'heads', memory: 'heads-memory' });
    if (heads !== undefined) await checkHeads(request, log, heads, steps);
  } catch (error) {
    steps.push({
      step: 'inclusion',
      verdict: 'failed',
      params: {
        reason: isTlogError(error)
          ? `${error.message}${error.where === undefined ? '' : ` (${error.where})`}`
          : reason(error),
      },
    });
  }
  return steps;
};

interface OpenedLog {
  readonly checkpoint: OpenedCheckpoint;
  readonly tree: TreeReader;
}

/** Key pinned at the first visit, signature, consistency with what was seen before. */
const openLog = async (
  { fetch, memory, log: division }: VerifyRequest,
  log: string,
  steps: Step[],
  names: { readonly signature: StepName; readonly memory: StepName },
): Promise<OpenedLog | undefined> => {
  const fail = (step: StepName, params: Step['params']): undefined =>
    void steps.push({ step, verdict: 'failed', params });
  const note = await fetch(`${log}/checkpoint`);
  if (note === undefined) {
    steps.push({ step: names.signature, verdict: 'open', params: { log } });
    return undefined;
  }
  const origin = text(note).split('\n', 1)[0] ?? '';
  const seen = memory.get(origin);
  const vkeys = log === 'heads' ? 'vkeys' : `vkeys?division=${division.replace('division/', '')}`;
  const vkey =
    text(await fetch(vkeys))
      .split('\n')
      .find((line) => line.startsWith(`${origin}+`)) ?? seen?.vkey;
  if (vkey === undefined) return fail('key', { origin });
  if (seen !== undefined && seen.vkey !== vkey) return fail('key', { origin, fingerprint: fingerprint(vkey) });
  if (names.signature === 'signature')
    steps.push({
      step: 'key',
      verdict: seen === undefined ? 'open' : 'proved',
      params: { fingerprint: fingerprint(vkey) },
    });

  const checkpoint = openSigned(text(note), createVerifier(parseVkey(vkey)));
  if (checkpoint === undefined) return fail(names.signature, { origin });
  steps.push({
    step: names.signature,
    verdict: 'proved',
    params: { size: checkpoint.size, root: encodeBase64(checkpoint.root) },
  });
  const tree = await readTree((path) => fetch(`${log}/${path}`), checkpoint);
  if (!(await checkMemory(tree, seen, names.memory, steps))) return undefined;
  if (seen === undefined || parseSize(seen.checkpoint) <= checkpoint.size)
    memory.set(origin, { vkey, checkpoint: text(note) });
  return { checkpoint, tree };
};

const parseSize = (note: string): number => parseCheckpointText(bodyOf(note)).size;
/** The signed part of a note. */
const bodyOf = (note: string): string => note.slice(0, note.indexOf('\n\n') + 1);
export const fingerprint = (vkey: string): string => vkey.split('+').at(-2) ?? '';

const openSigned = (note: string, verifier: Verifier): OpenedCheckpoint | undefined => {
  try {
    return openCheckpoint(note, { log: [verifier] });
  } catch {
    return undefined;
  }
};

const checkMemory = async (
  tree: TreeReader,
  seen: Seen | undefined,
  step: StepName,
  steps: Step[],
): Promise<boolean> => {
  if (seen === undefined) {
    steps.push({ step, verdict: 'open', params: {} });
    return true;
  }
  const older = parseCheckpointText(bodyOf(seen.checkpoint));
  if (older.size > tree.head.size) {
    // A fresh tree seen while signed in, and now the public one of the last heads: still must be one history.
    steps.push({ step, verdict: 'open', params: { size: older.size, now: tree.head.size } });
    return true;
  }
  try {
    await tree.checkExtends(older);
    steps.push({ step, verdict: 'proved', params: { size: older.size } });
    return true;
  } catch (error) {
    steps.push({ step, verdict: 'failed', params: { size: older.size, reason: reason(error) } });
    return false;
  }
};

const checkEntries = async ({ fetch, log, entries }: VerifyRequest, tree: TreeReader, steps: Step[]): Promise<void> => {
  for (const { index, matches } of entries) {
    const answer = await fetch(`${log}/opening/${index}`);
    if (answer === undefined) {
      steps.push({ step: 'inclusion', verdict: 'failed', params: { index, reason: 'no opening' } });
      return;
    }
    const opening = JSON.parse(text(answer)) as Opening;
    const entry = await tree.entry(index);
    checkOpening(entry, { salt: decodeBase64(opening.salt), bytes: new TextEncoder().encode(opening.event) });
    const event = JSON.parse(opening.event) as Record<string, unknown>;
    steps.push({ step: 'inclusion', verdict: 'proved', params: { index, time: String(event['time']) } });
    const difference = matches?.(event);
    if (matches !== undefined)
      steps.push(
        difference === undefined
          ? { step: 'content', verdict: 'proved', params: { index } }
          : { step: 'content', verdict: 'failed', params: { index, reason: difference } },
      );
  }
};

/** That the village's log, as shown to everybody in the heads log, is the beginning of the one read here. */
const checkHeads = async (request: VerifyRequest, log: OpenedLog, heads: OpenedLog, steps: Step[]): Promise<void> => {
  const hint = await request.fetch(`${request.log}/heads-entry`);
  if (hint === undefined) {
    steps.push({ step: 'heads', verdict: 'open', params: { size: 0 } });
    return;
  }
  const { entry } = JSON.parse(text(hint)) as { entry: number };
  const shown = parseCheckpointText(text(await heads.tree.entry(entry)));
  if (shown.origin !== log.checkpoint.origin) throw new Error(`entry ${entry} of the heads log is of ${shown.origin}`);
  if (shown.size > log.tree.head.size)
    throw new Error(`the heads log shows ${shown.size} entries, here are ${log.tree.head.size}`);
  await log.tree.checkExtends(shown);
  const covered = request.entries.every(({ index }) => index < shown.size);
  steps.push({ step: 'heads', verdict: covered ? 'proved' : 'open', params: { size: shown.size, entry } });
  const { cosignatures } = heads.checkpoint;
  steps.push({
    step: 'witnesses',
    verdict: cosignatures.length > 0 ? 'proved' : 'open',
    params: { count: cosignatures.length },
  });
};
