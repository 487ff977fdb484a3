import {
  checkOpening,
  decodeBase64,
  equalBytes,
  isTlogError,
  openCheckpoint,
  parseCheckpointText,
  verifierOf,
  verifyTree,
  type OpenedCheckpoint,
  type ReadResource,
  type TreeReader,
  type VerifiedBundle,
} from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import {
  openingsFile,
  parseOpenings,
  readExportFile,
  readText,
  type ExportManifest,
  type OpeningLine,
} from './export-layout.ts';
import { createHistoryCheck } from './history-check.ts';
import { verifiersFor, withRotations } from './trusted-keys.ts';

export interface VerifyOptions {
  readonly dir: string;
  readonly vkeys: readonly string[];
  readonly witnesses: readonly string[];
  /** Text of an older checkpoint of the same log. */
  readonly since?: string | undefined;
}

export interface Finding {
  /** `entry 1234`, `tile/0/004`, `checkpoint`, `heads entry 7`, `openings/003.txt`, … */
  readonly where: string;
  readonly what: string;
}

export interface VerifyReport {
  readonly origin: string;
  readonly size: number;
  readonly findings: readonly Finding[];
  /** Entries whose events were checked; for a log that is not ours none. */
  readonly opened: number;
  readonly withheld: number;
  readonly headsSize?: number;
  readonly cosignatures: number;
}

const hasher = createNodeHasher();
/** What is wrong further on is mostly a consequence. */
const maxFindings = 100;

/**
 * Any C2SP tlog-tiles log: signature, every hash, consistency with an older checkpoint. For ours also each opening
 * against its leaf, schema, ids and revisions, and the heads. Trusts `vkeys` and nothing in the folder.
 */
export const verifyExport = async (options: VerifyOptions): Promise<VerifyReport> => {
  const { dir } = options;
  const findings: Finding[] = [];
  const find = (where: string, what: string): void => {
    if (findings.length < maxFindings) findings.push({ where, what });
  };
  const note = readText(dir, 'checkpoint') ?? '';
  const trusting = {
    ...options,
    vkeys: withRotations(dir, options.vkeys, (error) => find('rotations.json', explain(error))),
  };
  const opened = openNote(note, trusting, find);
  if (opened === undefined) return { origin: '', size: 0, findings, opened: 0, withheld: 0, cosignatures: 0 };

  const manifest = await readManifest(dir);
  const history = manifest === undefined ? undefined : createHistoryCheck(manifest.division, find);
  const visit = (bundle: VerifiedBundle): void => {
    if (history !== undefined) checkOpenings(dir, bundle, history, find);
  };
  const tree = await verifyOneTree((path) => readExportFile(dir, path), opened, visit, '', find);
  if (tree !== undefined && options.since !== undefined) await checkSince(tree, opened, options.since, find);
  const heads =
    history === undefined || tree === undefined ? undefined : await checkHeads(trusting, opened, tree, find);
  const { openedCount = 0, missing = 0 } = history?.finish() ?? {};
  return {
    origin: opened.origin,
    size: opened.size,
    findings,
    opened: openedCount,
    withheld: missing,
    cosignatures: heads?.cosignatures.length ?? opened.cosignatures.length,
    ...(heads === undefined ? {} : { headsSize: heads.size }),
  };
};

type Find = (where: string, what: string) => void;
const explain = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const openNote = (note: string, { vkeys, witnesses }: VerifyOptions, find: Find): OpenedCheckpoint | undefined => {
  const origin = note.split('\n', 1)[0] ?? '';
  try {
    const log = verifiersFor(origin, vkeys);
    if (log.length === 0) {
      find('checkpoint', `none of the given keys is for "${origin}"`);
      return undefined;
    }
    return openCheckpoint(note, { log, witnesses: witnesses.map((vkey) => verifierOf(vkey)) });
  } catch (error) {
    find('checkpoint', explain(error));
    return undefined;
  }
};

const readManifest = async (dir: string): Promise<ExportManifest | undefined> => {
  const text = readText(dir, 'export.json');
  return text === undefined ? undefined : (JSON.parse(text) as ExportManifest);
};

const verifyOneTree = async (
  read: ReadResource,
  head: OpenedCheckpoint,
  visit: (bundle: VerifiedBundle) => void | Promise<void>,
  prefix: string,
  find: Find,
): Promise<TreeReader | undefined> => {
  try {
    return await verifyTree(read, head, visit, hasher);
  } catch (error) {
    if (!isTlogError(error)) throw error;
    find(prefix + (error.where ?? 'checkpoint'), error.message);
    return undefined;
  }
};

const checkSince = async (tree: TreeReader, opened: OpenedCheckpoint, since: string, find: Find): Promise<void> => {
  const older = parseCheckpointText(since.slice(0, since.indexOf('\n\n') + 1));
  if (older.origin !== opened.origin) return find('checkpoint', `the older checkpoint is of "${older.origin}"`);
  if (older.size > opened.size)
    return find('checkpoint', `the log had ${older.size} entries and now has ${opened.size}: entries were removed`);
  try {
    await tree.checkExtends(older);
  } catch (error) {
    find('checkpoint', `history was rewritten: ${explain(error)}`);
  }
};

const readOpenings = (dir: string, path: string, find: Find): ReadonlyMap<number, OpeningLine> => {
  try {
    return new Map(parseOpenings(readText(dir, path) ?? '').map((opening) => [opening.index, opening]));
  } catch (error) {
    find(path, explain(error));
    return new Map();
  }
};

const checkOpenings = (
  dir: string,
  bundle: VerifiedBundle,
  history: ReturnType<typeof createHistoryCheck>,
  find: Find,
): void => {
  const byIndex = readOpenings(dir, openingsFile(bundle.firstIndex / 256), find);
  bundle.entries.forEach((entry, i) => {
    const index = bundle.firstIndex + i;
    const where = `entry ${index}`;
    const opening = byIndex.get(index);
    if (opening === undefined) return history.withheld();
    try {
      const bytes = Buffer.from(opening.event);
      const { id } = checkOpening(entry, { salt: decodeBase64(opening.salt), bytes }, hasher, where);
      history.take(index, id, opening.event);
    } catch (error) {
      find(where, explain(error));
    }
  });
};

/** The heads log itself, and that all heads it shows of this origin are beginnings of the one tree here. */
const checkHeads = async (
  options: VerifyOptions,
  opened: OpenedCheckpoint,
  tree: TreeReader,
  find: Find,
): Promise<OpenedCheckpoint | undefined> => {
  const note = readText(options.dir, 'heads/checkpoint');
  if (note === undefined) {
    find('heads/checkpoint', 'the heads log is missing from the export');
    return undefined;
  }
  const heads = openNote(note, options, (where, what) => find(`heads/${where}`, what));
  if (heads === undefined) return undefined;
  let latest = -1;
  const visit = async ({ entries, firstIndex }: VerifiedBundle): Promise<void> => {
    for (const [i, entry] of entries.entries()) {
      const head = parseCheckpointText(new TextDecoder().decode(entry));
      if (head.origin !== opened.origin) continue;
      const where = `heads entry ${firstIndex + i}`;
      if (head.size < latest) find(where, `shows ${head.size} entries after ${latest}`);
      latest = Math.max(latest, head.size);
      if (head.size > opened.size)
        find(where, `shows ${head.size} entries, the log here has ${opened.size}: entries were removed`);
      else if (!equalBytes(await tree.rootAt(head.size), head.root))
        find(where, `shows another history of the first ${head.size} entries`);
    }
  };
  await verifyOneTree((path) => readExportFile(options.dir, `heads/${path}`), heads, visit, 'heads/', find);
  return heads;
};
