import { checkOpening, decodeBase64, isTlogError } from '@cunjian/tlog';
import { LogUnreachable, type FetchLog } from '../../verify/log-port.ts';
import type { Memory } from '../../verify/memory.ts';
import { openLog, text, type LogNames, type OpenedLog } from '../../verify/open-log.ts';
import type { Step } from '../../verify/steps.ts';

/** An event that was found in its log, as it was stored. */
export interface SealedEvent {
  readonly where: string;
  readonly json: string;
}

export interface Collected {
  readonly events: readonly SealedEvent[];
  /** Entries that this reader may not open. */
  readonly withheld: number;
}

export interface CollectRequest {
  readonly division: string;
  readonly ballot: string;
  readonly fetch: FetchLog;
  readonly memory: Memory;
  /** This device's clock, milliseconds since the epoch. */
  readonly now: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** The log is not what it should be; `steps` say why. */
export class LogNotProved extends Error {
  readonly steps: readonly Step[];
  constructor(steps: readonly Step[]) {
    super('the log could not be proved');
    this.steps = steps;
  }
}

interface Opening {
  readonly index: number;
  readonly event: string;
  readonly salt: string;
}
interface OpeningsPage {
  readonly openings: readonly Opening[];
}

/** Everything of one bundle. */
const pageSize = 256;
const names: LogNames = { key: 'key', signature: 'signature', memory: 'memory' };

/** By its name, after restores the logs of all epochs, the oldest first. */
const logsOf = async ({ division, fetch }: CollectRequest): Promise<readonly string[]> => {
  const base = `division/${division}`;
  const current = await fetch(`${base}/current`);
  const { log } = current === undefined ? { log: base } : (JSON.parse(text(current)) as { log: string });
  const last = Number(/\/epoch-(\d+)$/.exec(log)?.[1] ?? 1);
  return Array.from({ length: last }, (_, at) => (at === 0 ? base : `${base}/epoch-${at + 1}`));
};

/** Of others: the procedures whose rule it may be under, the elections whose run-off it may be. */
const namesOfOthers = ['.proceeding-begun.', '.ballot-opened.', '.ballot-counted.'];
/** What the ballot is counted from. */
const concerns = (event: string, ballot: string): boolean =>
  event.includes(`"${ballot}"`) || namesOfOthers.some((name) => event.includes(name));

const checked = async ({ tree }: OpenedLog, opening: Opening, where: string): Promise<SealedEvent> => {
  const bytes = new TextEncoder().encode(opening.event);
  try {
    checkOpening(await tree.entry(opening.index), { salt: decodeBase64(opening.salt), bytes });
  } catch (error) {
    if (!isTlogError(error)) throw error;
    const params = { variant: 'broken', reason: `${error.message} (${where})` };
    throw new LogNotProved([{ step: 'inclusion', verdict: 'failed', params }]);
  }
  return { where, json: opening.event };
};

const ofLog = async (request: CollectRequest, log: string, prefix: string): Promise<Collected> => {
  const { division, ballot, fetch, memory, now, onProgress } = request;
  const steps: Step[] = [];
  const opened = await openLog({ fetch, memory, now, steps }, log, `vkeys?division=${division}`, names);
  if (opened === undefined) throw new LogNotProved(steps);
  const { size } = opened.checkpoint;
  const events: SealedEvent[] = [];
  let count = 0;
  for (let from = 0; from < size; from += pageSize) {
    const limit = Math.min(pageSize, size - from);
    const answer = await fetch(`${log}/openings?from=${from}&limit=${limit}`);
    if (answer === undefined) throw new LogUnreachable(`${log}/openings`);
    const openings = (JSON.parse(text(answer)) as OpeningsPage).openings.filter(({ index }) => index < size);
    count += openings.length;
    for (const opening of openings)
      if (concerns(opening.event, ballot))
        events.push(await checked(opened, opening, `${prefix}entry ${opening.index}`));
    onProgress(from + limit, size);
  }
  return { events, withheld: size - count };
};

/**
 * All events of a ballot that this reader may see, each found in the village's log under the key that this device knows.
 * Throws `LogNotProved`, `LogUnreachable`.
 */
export const collectEvents = async (request: CollectRequest): Promise<Collected> => {
  const logs = await logsOf(request);
  const events: SealedEvent[] = [];
  let withheld = 0;
  for (const [at, log] of logs.entries()) {
    const found = await ofLog(request, log, at === logs.length - 1 ? '' : `epoch-${at + 1}/`);
    events.push(...found.events);
    withheld += found.withheld;
  }
  return { events, withheld };
};
