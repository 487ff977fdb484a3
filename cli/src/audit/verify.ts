import { join } from 'node:path';
import {
  checkOpening,
  decodeBase64,
  equalBytes,
  isTlogError,
  parseCheckpointText,
  parseVkey,
  verifyTree,
  type CheckpointText,
  type OpenedCheckpoint,
  type ReplacedKey,
  type VerifiedBundle,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import {
  epochFolders,
  openingsFile,
  parseOpenings,
  readExportFile,
  readText,
  type ExportManifest,
  type OpeningLine,
} from './export-layout.ts';
import { checkEpochs, type Lost, type StartedEpoch } from './epoch-check.ts';
import { noErasures, type Erasures } from './erasures.ts';
import { eventBytes } from './event-bytes.ts';
import type { Find, Finding, VerifiedLog } from './finding.ts';
import { createHistoryCheck } from './history-check.ts';
import { followExport, openTrusted, type Trust } from './trusted-keys.ts';

export interface VerifyOptions {
  readonly dir: string;
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
  /** How many of the witnesses must have cosigned; left out, their number is only told. */
  readonly quorum?: number | undefined;
  /** Text of an older checkpoint, of the log or of the heads log. */
  readonly since?: string | undefined;
}

export interface VerifyReport {
  readonly origin: string;
  /** Entries of all epochs. */
  readonly size: number;
  readonly findings: readonly Finding[];
  /** Entries whose events were checked; for a log that is not ours none. */
  readonly opened: number;
  readonly withheld: number;
  /** As far as the opened events say. */
  readonly erased: Erasures;
  /** Entries that restores have lost and that the log owns up to. */
  readonly lost: number;
  readonly headsSize?: number;
  /** Of the witnesses that were given, those that cosigned the newest heads (of another's log: its checkpoint). */
  readonly cosigned: readonly string[];
  /** Those that did not. */
  readonly unsigned: readonly string[];
  readonly cosignatures: number;
  /** Of the given keys and those that followed, which were replaced, by which, and when. */
  readonly replaced: readonly ReplacedKey[];
}

const hasher = createNodeHasher();
/** What is wrong further on is mostly a consequence. */
const maxFindings = 100;

/**
 * Any C2SP tlog-tiles log: signature, every hash, consistency with an older checkpoint. For ours also each opening
 * against its leaf, schema, ids and revisions, all epochs, and the heads. Trusts `vkeys` and nothing in the folder.
 */
export const verifyExport = async (options: VerifyOptions): Promise<VerifyReport> => {
  const { dir } = options;
  const findings: Finding[] = [];
  const find: Find = (where, what) => {
    if (findings.length < maxFindings) findings.push({ where, what });
  };
  const trusting = { dir, trust: trustOf(options, find) };
  const origin = (readText(dir, 'checkpoint') ?? '').split('\n', 1)[0] ?? '';
  const division = divisionOf(origin);
  const history = division === undefined ? undefined : createHistoryCheck(division, find);
  const epochs = await verifyLogs(trusting, '', find, history);
  const lost = checkEpochs(origin, epochs, startedBy(dir, epochs), find);
  const heads = division === undefined || epochs.length === 0 ? [] : await checkHeads(trusting, epochs, lost, find);
  if (options.since !== undefined) await checkSince([...epochs, ...heads], options.since, lost, find);
  const { openedCount = 0, missing = 0, erased = noErasures } = history?.finish() ?? {};
  if (history !== undefined && epochs.length > 0) checkManifest(dir, openedCount, find);
  const [last, lastHeads] = [epochs.at(-1), heads.at(-1)];
  const witnessed = witnessedBy(options, lastHeads ?? last);
  checkQuorum(options, witnessed, lastHeads === undefined ? 'checkpoint' : 'heads/checkpoint', find);
  return {
    origin,
    size: epochs.reduce((sum, { checkpoint }) => sum + checkpoint.size, 0),
    findings,
    opened: openedCount,
    withheld: missing,
    erased,
    lost: [...lost.values()].reduce((sum, entries) => sum + entries, 0),
    ...witnessed,
    cosignatures: witnessed.cosigned.length,
    replaced: trusting.trust.replaced,
    ...(lastHeads === undefined ? {} : { headsSize: lastHeads.checkpoint.size }),
  };
};

/** By the names of their keys. */
const witnessedBy = ({ witnesses }: VerifyOptions, log: VerifiedLog | undefined) => {
  const named = witnesses.map((vkey) => parseVkey(vkey).name);
  const has = new Set(log?.checkpoint.cosignatures.map(({ name }) => name));
  return { cosigned: named.filter((name) => has.has(name)), unsigned: named.filter((name) => !has.has(name)) };
};

const checkQuorum = (
  { quorum = 0 }: VerifyOptions,
  { cosigned, unsigned }: ReturnType<typeof witnessedBy>,
  where: string,
  find: Find,
): void => {
  if (cosigned.length < quorum)
    find(where, `${cosigned.length} witnesses cosigned, ${quorum} are needed; missing: ${unsigned.join(', ')}`);
};

/** Rotations that can't be followed are a finding, and the keys stay as they were given. */
const trustOf = ({ dir, vkeys, witnesses }: VerifyOptions, find: Find): Trust => {
  try {
    return { ...followExport(dir, vkeys), witnesses };
  } catch (error) {
    find('rotations.json', explain(error));
    return { current: vkeys, replaced: [], witnesses };
  }
};

const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Told by the signed origin, so that no missing file makes ours pass as anybody's. */
const divisionOf = (origin: string): string | undefined => /\/division\/(\d{12})(\/epoch-\d+)?$/.exec(origin)?.[1];

type History = ReturnType<typeof createHistoryCheck>;

interface Trusting {
  readonly dir: string;
  readonly trust: Trust;
}

/** Every epoch of the log below `root`; those whose signature or tree is wrong are found and left out. */
const verifyLogs = async (
  { dir, trust }: Trusting,
  root: string,
  find: Find,
  history?: History,
  visit?: (bundle: VerifiedBundle, folder: string) => void | Promise<void>,
): Promise<readonly VerifiedLog[]> => {
  const logs: VerifiedLog[] = [];
  for (const epoch of epochFolders(join(dir, root))) {
    const folder = root + epoch;
    let checkpoint: OpenedCheckpoint;
    try {
      checkpoint = openTrusted(readText(dir, `${folder}checkpoint`) ?? '', trust);
    } catch (error) {
      find(`${folder}checkpoint`, explain(error));
      continue;
    }
    try {
      const read = (path: string) => readExportFile(dir, folder + path);
      const check = async (bundle: VerifiedBundle): Promise<void> => {
        if (history !== undefined) checkOpenings(dir, folder, bundle, history, find);
        await visit?.(bundle, folder);
      };
      logs.push({ folder, checkpoint, tree: await verifyTree(read, checkpoint, check, hasher) });
    } catch (error) {
      if (!isTlogError(error)) throw error;
      find(folder + (error.where ?? 'checkpoint'), error.message);
    }
  }
  return logs;
};

/** It says how much of the log came along; openings that got lost on the way are no withheld ones. */
const checkManifest = (dir: string, openedCount: number, find: Find): void => {
  try {
    const { openings } = JSON.parse(readText(dir, 'export.json') ?? '{}') as Partial<ExportManifest>;
    if (openings !== openedCount) find('export.json', `${openings} openings were exported, ${openedCount} are here`);
  } catch (error) {
    find('export.json', explain(error));
  }
};

const textOf = (note: string): string => note.slice(0, note.indexOf('\n\n') + 1);

const checkSince = async (logs: readonly VerifiedLog[], since: string, lost: Lost, find: Find): Promise<void> => {
  const older = parseCheckpointText(textOf(since));
  const log = logs.find(({ checkpoint }) => checkpoint.origin === older.origin);
  if (log === undefined) return find('checkpoint', `the older checkpoint is of "${older.origin}"`);
  await checkBeginning(log, older, lost, (what) => find(`${log.folder}checkpoint`, what));
};

/** That a checkpoint which somebody was shown is a beginning of the tree here. */
const checkBeginning = async (
  { tree, checkpoint }: VerifiedLog,
  shown: CheckpointText,
  lost: Lost,
  find: (what: string) => void,
): Promise<void> => {
  if (shown.size > checkpoint.size) {
    if (shown.size > checkpoint.size + (lost.get(shown.origin) ?? 0))
      find(`the log had ${shown.size} entries and now has ${checkpoint.size}: entries were removed`);
  } else if (!equalBytes(await tree.rootAt(shown.size), shown.root))
    find(`history was rewritten: another one of the first ${shown.size} entries was shown`);
};

const readOpenings = (dir: string, path: string, find: Find): ReadonlyMap<number, OpeningLine> => {
  try {
    return new Map(parseOpenings(readText(dir, path) ?? '').map((opening) => [opening.index, opening]));
  } catch (error) {
    find(path, explain(error));
    return new Map();
  }
};

const checkOpenings = (dir: string, folder: string, bundle: VerifiedBundle, history: History, find: Find): void => {
  const byIndex = readOpenings(dir, folder + openingsFile(bundle.firstIndex / 256), find);
  bundle.entries.forEach((entry, i) => {
    const index = bundle.firstIndex + i;
    const where = `entry ${index}`;
    const opening = byIndex.get(index);
    if (opening === undefined) return history.withheld();
    try {
      const bytes = eventBytes(opening.event);
      const { id } = checkOpening(entry, { salt: decodeBase64(opening.salt), bytes }, hasher, where);
      history.take(folder + where, id, opening.event);
    } catch (error) {
      find(folder + where, explain(error));
    }
  });
};

/** What the first entry of each later epoch owns up to; undefined where it can't be opened. */
const startedBy = (dir: string, epochs: readonly VerifiedLog[]): readonly (StartedEpoch | undefined)[] =>
  epochs.map(({ folder }) => {
    const first = readOpenings(dir, folder + openingsFile(0), () => undefined).get(0);
    if (first === undefined) return undefined;
    const { type, data } = JSON.parse(first.event) as { type: string; data: StartedEpoch };
    return type.includes('log-epoch-started') ? data : undefined;
  });

/** The heads log itself, and that all heads it shows of our epochs are beginnings of the trees here. */
const checkHeads = async (
  trusting: Trusting,
  epochs: readonly VerifiedLog[],
  lost: Lost,
  find: Find,
): Promise<readonly VerifiedLog[]> => {
  if (readText(trusting.dir, 'heads/checkpoint') === undefined) {
    find('heads/checkpoint', 'the heads log is missing from the export');
    return [];
  }
  const latest = new Map<string, number>();
  const visit = async ({ entries, firstIndex }: VerifiedBundle, folder: string): Promise<void> => {
    for (const [i, entry] of entries.entries()) {
      const where = `${folder.replace(/^heads\//, '')}heads entry ${firstIndex + i}`;
      const head = readHead(entry, where, find);
      const log = epochs.find(({ checkpoint }) => checkpoint.origin === head?.origin);
      if (head === undefined || log === undefined) continue;
      const before = latest.get(head.origin) ?? 0;
      if (head.size < before) find(where, `shows ${head.size} entries after ${before}`);
      latest.set(head.origin, Math.max(before, head.size));
      await checkBeginning(log, head, lost, (what) => find(where, what));
    }
  };
  return verifyLogs(trusting, 'heads/', find, undefined, visit);
};

const readHead = (entry: Uint8Array, where: string, find: Find): CheckpointText | undefined => {
  try {
    return parseCheckpointText(new TextDecoder().decode(entry));
  } catch (error) {
    find(where, explain(error));
    return undefined;
  }
};
