import { choice as choiceSchema, type Choice } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import {
  checkBallot,
  decodeBase64Url,
  loadOfficerKey,
  openBallot,
  type LoadedSetting,
  type Officer,
  type OfficerKey,
} from '@cunjian/secret-ballot';
import type { Ed25519 } from '@cunjian/tlog';
import type { OpenedBallot } from '../tally.ts';
import type { BallotLog, Entry } from './ballot-log.ts';
import type { OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';
import type { FindingCode } from './finding-texts.ts';

export interface BoxContext {
  readonly setting: LoadedSetting;
  readonly ed25519: Ed25519;
  readonly find: Find;
  /** Of so many ballots, so many are done. */
  readonly progress: (done: number, total: number) => void;
}

type Keys = readonly [OfficerKey, OfficerKey];

/** The keys of the first two officers that stand in the log; they decide which ballots can be read. */
const keysOf = async (
  log: BallotLog,
  { holders }: OpenedBallot,
  { setting, find }: BoxContext,
): Promise<Keys | undefined> => {
  const keys: OfficerKey[] = [];
  const [emptied] = log.of('box-emptied');
  for (const { data, where, at } of log.of('key-opened')) {
    if (emptied === undefined || at < emptied.at) find('key.too-early', where, { office: data.office });
    const officer = holders.findIndex(({ office }) => office === data.office);
    const key = officer < 0 ? undefined : await loadOfficerKey(setting, officer as Officer, data.privateKey);
    if (key === undefined || isRefused(key)) find('key.not-hers', where, { office: data.office });
    else if (keys.every((one) => one.officer !== key.officer)) keys.push(key);
  }
  const [first, second] = keys;
  if (first !== undefined && second !== undefined) return [first, second];
  find('key.missing', '', { count: keys.length });
  return undefined;
};

const codes: Readonly<Record<string, FindingCode>> = {
  'token.half-signed': 'box.half-signed',
  'token.unsigned': 'box.unsigned',
  'secret-ballot.changed': 'box.changed',
};

interface Opened {
  readonly tokenHash: string;
  /** Undefined where whoever cast it made it so that nobody can read it. */
  readonly choice: Choice | undefined;
}

const openOne = async (text: string, where: string, keys: Keys, context: BoxContext): Promise<Opened | undefined> => {
  const { setting, ed25519, find } = context;
  const checked = await checkBallot(text, setting, ed25519);
  if (isRefused(checked)) {
    const [{ code, params }] = checked.refused;
    find(codes[code] ?? 'box.malformed', where, { reason: code, ...params });
    return undefined;
  }
  const opened = await openBallot(checked, setting, keys);
  const parsed = isRefused(opened) ? undefined : choiceSchema.safeParse(opened.choice);
  return { tokenHash: checked.tokenHash, choice: parsed?.success === true ? parsed.data : undefined };
};

const checkParts = (log: BallotLog, { closedAt }: OpenedEntry, find: Find): readonly Entry<'box-appended'>[] => {
  const parts = log.of('box-appended');
  const [emptied] = log.of('box-emptied');
  for (const [at, { data, where, at: place }] of parts.entries()) {
    if (data.part !== at) find('box.part', where, { part: data.part, expected: at });
    if (place < closedAt) find('box.too-early', where);
    if (emptied !== undefined && place > emptied.at) find('box.after-emptied', where);
  }
  const count = parts.reduce((sum, { data }) => sum + data.ballots.length, 0);
  if (emptied === undefined) find('box.not-emptied', '');
  else if (emptied.data.count !== count || emptied.data.parts !== parts.length)
    find('box.count-differs', emptied.where, { count: emptied.data.count, found: count });
  return parts;
};

const hashBytes = 32;

const isBefore = (a: Uint8Array, b: Uint8Array): boolean => {
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) < (b[i] ?? 0);
  return false;
};

/** Every sealed ballot: signatures of both issuers and of its token, each token once, opened by two officers' keys. */
export const openBox = async (
  log: BallotLog,
  frame: OpenedEntry,
  tokens: number,
  context: BoxContext,
): Promise<readonly (Choice | undefined)[]> => {
  const { find, progress } = context;
  const parts = checkParts(log, frame, find);
  const keys = await keysOf(log, frame.opened, context);
  if (keys === undefined) return [];
  const total = parts.reduce((sum, { data }) => sum + data.ballots.length, 0);
  const choices = new Map<string, Choice | undefined>();
  let last: Uint8Array = new Uint8Array(0);
  let done = 0;
  for (const { data, where } of parts) {
    // A part at a time: WebCrypto checks many signatures at once, and a hundred thousand promises would fill the memory.
    const opened = await Promise.all(
      data.ballots.map((text, at) => openOne(text, `${where} ballot ${at + 1}`, keys, context)),
    );
    for (const [at, one] of opened.entries()) {
      if (one === undefined) continue;
      const place = `${where} ballot ${at + 1}`;
      if (choices.has(one.tokenHash)) {
        find('box.token-twice', place, { token: one.tokenHash });
        continue;
      }
      const bytes = decodeBase64Url(one.tokenHash, hashBytes) ?? new Uint8Array(0);
      if (isBefore(bytes, last)) find('box.order', place);
      last = bytes;
      choices.set(one.tokenHash, one.choice);
    }
    done += data.ballots.length;
    progress(done, total);
  }
  if (choices.size > tokens) find('box.more-than-tokens', '', { ballots: choices.size, tokens });
  return [...choices.values()];
};
