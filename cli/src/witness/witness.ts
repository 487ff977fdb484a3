import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Clock, Random } from '@cunjian/kernel';
import { loadOrCreateSecret } from '@cunjian/service-kit';
import {
  cosignatureLines,
  createCosigner,
  encodeBase64,
  formatVkey,
  judgeCheckpoint,
  parseAddCheckpoint,
  verifierOf,
  type Verifier,
  type WitnessedLog,
  type WitnessVerdict,
} from '@cunjian/tlog';
import { createNodeHasher, nodeEd25519 } from '@cunjian/tlog/node';
import { CommandRefused } from '../output.ts';
import { openWitnessStore } from './witness-store.ts';

export interface WitnessOptions {
  /** Key, name and the last tree of each log. */
  readonly dir: string;
  /** Name of its key; by default this machine's. It can't be changed later: the key is known by it. */
  readonly name?: string | undefined;
  /** A log's vkey, or its origin, a space and the vkey where the origin is not the key's name. Repeat a log for each of its keys. */
  readonly logs: readonly string[];
  readonly clock: Clock;
  readonly random: Random;
  readonly say: (text: string) => void;
}

/** A witness without its HTTP: what it answers, and what it says of itself. */
export interface Witness {
  readonly vkey: string;
  /** Answers one add-checkpoint request (C2SP tlog-witness). What it cosigns is on disk first. */
  addCheckpoint(body: Uint8Array): WitnessReply;
  /** Its key and, of each log, what it cosigned last. */
  describe(): string;
  close(): void;
}

export type WitnessReply =
  { readonly status: 200; readonly body: string } | Exclude<WitnessVerdict, { readonly status: 200 }>;

/** Two are proof enough; what comes after is the same operator once more. */
const maxEvidence = 100;

export const openWitness = async (options: WitnessOptions): Promise<Witness> => {
  const { dir, clock, random, say } = options;
  const known = logsOf(options.logs);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const name = await nameOf(dir, options.name);
  const secret = await loadOrCreateSecret(join(dir, 'witness.key'), random);
  const cosigner = createCosigner({ name, secret }, () => Math.floor(clock.now() / 1_000), nodeEd25519);
  const store = openWitnessStore(join(dir, 'witness.sqlite'));
  const hasher = createNodeHasher();
  const logOf = (origin: string): WitnessedLog | undefined => {
    const verifiers = known.get(origin);
    return verifiers && { verifiers, latest: store.latest(origin) };
  };
  return {
    vkey: formatVkey(cosigner),
    // Without an await between reading and writing, so that requests about one log are answered one after the other.
    addCheckpoint: (body) => {
      const verdict = judgeCheckpoint(body, logOf, hasher);
      if (verdict.status === 409 && verdict.fork !== undefined) {
        const before = store.latest(verdict.fork.origin)?.note ?? '';
        keepEvidence(dir, verdict.fork.size, [before, parseAddCheckpoint(body).checkpoint], say);
      }
      if (verdict.status !== 200) return verdict;
      const { origin, size, root } = verdict.checkpoint;
      const before = store.latest(origin);
      const { checkpoint: note } = parseAddCheckpoint(body);
      if (!store.replace(origin, before, { size, root, note })) {
        const { size: now = 0 } = store.latest(origin) ?? {};
        return { status: 409, size: now, reason: 'another request was answered meanwhile' };
      }
      return { status: 200, body: cosignatureLines(verdict.text, [cosigner]) };
    },
    describe: () =>
      [
        formatVkey(cosigner),
        ...[...known.keys()].map((origin) => {
          const latest = store.latest(origin);
          return latest === undefined
            ? `${origin}: nothing cosigned yet`
            : `${origin}: ${latest.size} ${encodeBase64(latest.root)}`;
        }),
        '',
      ].join('\n'),
    close: () => store.close(),
  };
};

/** Origins with their keys. Throws a `CommandRefused` for what is no key. */
const logsOf = (logs: readonly string[]): ReadonlyMap<string, readonly Verifier[]> => {
  const known = new Map<string, Verifier[]>();
  for (const text of logs) {
    const at = text.lastIndexOf(' ');
    const verifier = verifierOf(text.slice(at + 1), nodeEd25519);
    const origin = at < 0 ? verifier.name : text.slice(0, at);
    known.set(origin, [...(known.get(origin) ?? []), verifier]);
  }
  return known;
};

const nameOf = async (dir: string, given: string | undefined): Promise<string> => {
  const file = join(dir, 'witness.name');
  const kept = existsSync(file) ? (await readFile(file, 'utf8')).trim() : undefined;
  if (kept !== undefined && given !== undefined && kept !== given)
    throw new CommandRefused(`this witness is named ${kept}, and others know its key by that name: leave out --name`);
  const name = kept ?? given ?? hostname();
  if (kept === undefined) await writeFile(file, `${name}\n`, { mode: 0o600 });
  return name;
};

/** Two notes, signed by one key, of one size and with two roots: nobody but the log's operator can have made them. */
const keepEvidence = (
  dir: string,
  size: number,
  notes: readonly [string, string],
  say: (text: string) => void,
): void => {
  const folder = join(dir, 'evidence');
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length >= maxEvidence) return;
  const file = join(folder, `split-view-${size}-${readdirSync(folder).length + 1}.txt`);
  writeFileSync(file, notes.join('\n'));
  say(`a log showed two trees of ${size} entries: both signed checkpoints are in ${file}`);
};
