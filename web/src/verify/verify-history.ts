import { checkOpening, decodeBase64, isTlogError } from '@cunjian/tlog';
import { checkWitnesses } from './check-witnesses.ts';
import type { Compare, Fields, SealedValue } from './comparison.ts';
import { headsHint, waitFor } from './heads-hint.ts';
import { LogUnreachable, type FetchLog } from './log-port.ts';
import { claimed, openLog, shownHead, text, type LogContext, type LogNames, type OpenedLog } from './open-log.ts';
import type { Memory } from './memory.ts';
import type { Step, StepName } from './steps.ts';

/** How what a page shows is compared with its event. */
export interface Compares {
  readonly what: 'disclosure' | 'notice' | 'resolution' | 'tally';
  readonly compare: Compare;
  /** What opens the event's digests. */
  readonly values: () => Promise<readonly SealedValue[]>;
}

export interface VerifyRequest {
  /** As in `division/330302001200`, after a restore `division/330302001200/epoch-2`. */
  readonly log: string;
  readonly fetch: FetchLog;
  readonly memory: Memory;
  /** This device's clock, milliseconds since the epoch. */
  readonly now: number;
  /** Indexes of the events that the page shows; `compares` says how they are compared with it. */
  readonly entries: readonly {
    readonly index: number;
    readonly event?: string;
    readonly compares?: Compares | undefined;
  }[];
  /** Called after each step, for progress. */
  readonly onStep?: (steps: readonly Step[]) => void;
}

const reasonOf = (error: unknown): string => {
  if (isTlogError(error)) return `${error.message}${error.where === undefined ? '' : ` (${error.where})`}`;
  return error instanceof Error ? error.message : String(error);
};

/**
 * Checks, in the reader's own browser, that what she sees is in the village's log and that this is the one log that
 * everybody is shown. Every step is reported, also those that prove nothing; stops at the first that fails.
 */
export const verifyHistory = async (request: VerifyRequest): Promise<readonly Step[]> => {
  const steps: Step[] = [];
  const { fetch, memory, now } = request;
  const context: LogContext = { fetch, memory, now, steps };
  const opened: { log?: OpenedLog | undefined; heads?: OpenedLog | undefined } = {};
  const stages: readonly (readonly [StepName, () => Promise<void> | undefined])[] = [
    ['epoch', () => checkEpoch(request, steps)],
    ['signature', async () => void (opened.log = await openLog(context, request.log, vkeysOf(request.log), logNames))],
    ['inclusion', () => opened.log && checkEntries(request, opened.log, steps)],
    [
      'heads',
      async () => {
        if (opened.log !== undefined)
          opened.heads = await openLog(context, (await headsHint(fetch)).log, 'vkeys', headsNames);
      },
    ],
    ['heads', () => opened.log && opened.heads && checkHeads(request, opened.log, opened.heads, steps)],
  ];
  for (const [step, run] of stages) {
    try {
      await run();
    } catch (error) {
      if (error instanceof LogUnreachable) steps.push({ step: 'network', verdict: 'open', params: {} });
      else steps.push({ step, verdict: 'failed', params: { variant: 'broken', reason: reasonOf(error) } });
    }
    request.onStep?.([...steps]);
    if (steps.some(({ step, verdict }) => verdict === 'failed' || step === 'network')) break;
  }
  return steps;
};

const logNames: LogNames = { key: 'key', signature: 'signature', memory: 'memory' };
const headsNames: LogNames = { key: 'heads-key', signature: 'heads', memory: 'heads-memory' };
const divisionOf = (log: string): string => /\d{12}/.exec(log)?.[0] ?? '';
const vkeysOf = (log: string): string => `vkeys?division=${divisionOf(log)}`;

interface Opening {
  readonly event: string;
  readonly salt: string;
}

/**
 * A log that began anew after a restore (`…/epoch-2`) has a name of its own, so memory of the old one would be passed
 * over in silence. It never is: the first entry must own up to everything that this device saw.
 */
const checkEpoch = async ({ log, fetch, memory }: VerifyRequest, steps: Step[]): Promise<void> => {
  const epoch = Number(/\/epoch-(\d+)$/.exec(log)?.[1] ?? 1);
  if (epoch === 1) return;
  const origin = text(await fetch(`${log}/checkpoint`)).split('\n', 1)[0] ?? '';
  const base = origin.replace(/\/epoch-\d+$/, '');
  const earlier = Array.from({ length: epoch - 1 }, (_, n) => memory.get(n === 0 ? base : `${base}/epoch-${n + 1}`));
  const size = Math.max(0, ...earlier.map((seen) => (seen === undefined ? 0 : claimed(seen.checkpoint).size)));
  const answer = await fetch(`${log}/opening/0`);
  const { data } = answer === undefined ? {} : (JSON.parse((JSON.parse(text(answer)) as Opening).event) as Started);
  const params = { epoch, size, oldSize: data?.oldSize ?? 0, reason: data?.reason ?? '' };
  const denies = data !== undefined && data.oldSize < size;
  steps.push({
    step: 'epoch',
    verdict: denies ? 'failed' : 'open',
    params: { variant: denies ? 'denies' : 'restored', ...params },
  });
};
interface Started {
  readonly data?: { readonly oldSize: number; readonly reason: string };
}

const checkEntries = async (
  { fetch, log, entries }: VerifyRequest,
  { tree }: OpenedLog,
  steps: Step[],
): Promise<void> => {
  for (const { index, event: id, compares } of entries) {
    if (index >= tree.head.size) {
      // The public sees the village's log as of the last heads.
      const params = { index, size: tree.head.size };
      steps.push({
        step: 'inclusion',
        verdict: 'open',
        params: { ...waitFor('later', await headsHint(fetch)), ...params },
      });
      continue;
    }
    const entry = await tree.entry(index);
    const answer = await fetch(`${log}/opening/${index}`);
    if (answer === undefined) {
      // Not for this reader, or withheld: nothing is proved either way.
      steps.push({ step: 'inclusion', verdict: 'open', params: { variant: 'closed', index } });
      continue;
    }
    const opening = JSON.parse(text(answer)) as Opening;
    const { id: sealed } = checkOpening(entry, {
      salt: decodeBase64(opening.salt),
      bytes: new TextEncoder().encode(opening.event),
    });
    if (id !== undefined && id !== sealed) {
      steps.push({ step: 'inclusion', verdict: 'failed', params: { variant: 'other', index } });
      return;
    }
    const event = JSON.parse(opening.event) as Record<string, unknown>;
    steps.push({ step: 'inclusion', verdict: 'proved', params: { variant: 'in', index, time: String(event['time']) } });
    if (compares !== undefined) steps.push(...contentSteps(compares, event, await compares.values()));
  }
};

const contentSteps = ({ what, compare }: Compares, event: Fields, values: readonly SealedValue[]): readonly Step[] => {
  const { difference, opened, withheld, erased } = compare(event, values);
  if (difference !== undefined)
    return [{ step: 'content', verdict: 'failed', params: { variant: 'differs', ...difference } }];
  const texts: readonly Step[] = [
    { step: 'texts', verdict: 'proved', params: { count: opened } },
    { step: 'withheld', verdict: 'open', params: { count: withheld } },
    { step: 'erased', verdict: 'open', params: { count: erased } },
  ];
  const found = texts.filter(({ params }) => params['count'] !== 0);
  return [{ step: 'content', verdict: 'proved', params: { variant: what } }, ...found];
};

/** That the village's log, as shown to everybody in the heads log, is the beginning of the one read here. */
const checkHeads = async (request: VerifyRequest, log: OpenedLog, heads: OpenedLog, steps: Step[]): Promise<void> => {
  const hint = await request.fetch(`${request.log}/heads-entry`);
  if (hint === undefined) {
    steps.push({ step: 'heads', verdict: 'open', params: waitFor('not-yet', await headsHint(request.fetch)) });
    return;
  }
  const { entry } = JSON.parse(text(hint)) as { entry: number };
  const shown = shownHead(await heads.tree.entry(entry));
  if (shown.origin !== log.checkpoint.origin) throw new Error(`heads entry ${entry} is of ${shown.origin}`);
  if (shown.size > log.tree.head.size)
    throw new Error(`the heads log shows ${shown.size} entries, here are ${log.tree.head.size}`);
  await log.tree.checkExtends(shown);
  const covered = request.entries.every(({ index }) => index < shown.size);
  const found = covered ? { variant: 'shown' } : waitFor('next', await headsHint(request.fetch));
  steps.push({
    step: 'heads',
    verdict: covered ? 'proved' : 'open',
    params: { ...found, size: shown.size, entry },
  });
  const { origin, note } = heads.checkpoint;
  steps.push(await checkWitnesses({ ...request, origin, note }));
};
