import type { ConsultationEvent } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { loadSetting, settingOf, type LoadedSetting } from '@cunjian/secret-ballot';
import { checkOpening, decodeBase64, isTlogError } from '@cunjian/tlog';
import { LogUnreachable, type FetchLog } from '../../verify/log-port.ts';
import type { Memory } from '../../verify/memory.ts';
import { openLog, text } from '../../verify/open-log.ts';
import type { Step } from '../../verify/steps.ts';
import { LogNotProved } from '../recount/collect-events.ts';

export type OpenedBallot = Extract<ConsultationEvent, { readonly type: 'ballot-opened' }>['data'];

export interface OpenedEventRequest {
  readonly division: string;
  readonly ballot: string;
  /** Where the server says that the opening stands; nothing else of the server's is believed. */
  readonly index: number;
  readonly fetch: FetchLog;
  readonly memory: Memory;
  /** This device's clock, milliseconds since the epoch. */
  readonly now: number;
}

export interface CheckedOpening {
  readonly opened: OpenedBallot;
  readonly setting: LoadedSetting;
}

const names = { key: 'key', signature: 'signature', memory: 'memory' } as const;

const failed = (reason: string): LogNotProved =>
  new LogNotProved([{ step: 'inclusion', verdict: 'failed', params: { variant: 'broken', reason } }]);

/** Of the newest epoch: a ballot does not outlive a restore unnoticed. */
const logOf = async (division: string, fetch: FetchLog): Promise<string> => {
  const base = `division/${division}`;
  const current = await fetch(`${base}/current`);
  const { log } = current === undefined ? { log: division } : (JSON.parse(text(current)) as { readonly log: string });
  const [epoch = ''] = /\/epoch-\d+$/.exec(log) ?? [];
  return base + epoch;
};

/**
 * The event that opened a ballot, found in the village's log under the key that this device knows: question, keys and
 * windows are those that everybody is shown. Throws `LogNotProved`, `LogUnreachable`.
 */
export const fetchOpenedEvent = async (request: OpenedEventRequest): Promise<CheckedOpening> => {
  const { division, ballot, index, fetch, memory, now } = request;
  const steps: Step[] = [];
  const log = await logOf(division, fetch);
  const tree = (await openLog({ fetch, memory, now, steps }, log, `vkeys?division=${division}`, names))?.tree;
  if (tree === undefined) throw new LogNotProved(steps);
  const answer = await fetch(`${log}/opening/${index}`);
  if (answer === undefined) throw new LogUnreachable(`${log}/opening/${index}`);
  const { salt, event } = JSON.parse(text(answer)) as { readonly salt: string; readonly event: string };
  try {
    checkOpening(await tree.entry(index), { salt: decodeBase64(salt), bytes: new TextEncoder().encode(event) });
  } catch (error) {
    throw isTlogError(error) ? failed(error.message) : error;
  }
  const { type, data } = JSON.parse(event) as { readonly type: string; readonly data: OpenedBallot };
  if (!type.startsWith('cunjian.consultation.ballot-opened.') || data.ballot !== ballot) throw failed(type);
  const named = settingOf(data);
  const setting = isRefused(named) ? named : await loadSetting(named);
  if (isRefused(setting)) throw failed(setting.refused[0].code);
  return { opened: data, setting };
};
