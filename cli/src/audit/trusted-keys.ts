import {
  createVerifier,
  followRotations,
  isTlogError,
  maxMergeDelayMs,
  openCheckpoint,
  openReceipt,
  parseReceipt,
  parseVkey,
  verifierOf,
  type FollowedKeys,
  type OpenedCheckpoint,
  type Receipt,
  type Verifier,
} from '@cunjian/tlog';
import { readText } from './export-layout.ts';

/** What an auditor trusts: keys that sign today, those that they took over from, and witnesses. */
export interface Trust extends FollowedKeys {
  readonly witnesses: readonly string[];
}

/** One log key signs for all logs of a deployment, each under its own name: a key given for one of them serves the others. */
const verifiersFor = (origin: string, vkeys: readonly string[]): Verifier[] => {
  const deployment = origin.replace(/\/(division\/.*|heads.*)$/, '');
  const ours = new Map<number, Verifier>();
  for (const vkey of vkeys) {
    const key = parseVkey(vkey);
    const sibling = key.name.startsWith(`${deployment}/heads`) || key.name.startsWith(`${deployment}/division/`);
    if (key.name !== origin && !sibling) continue;
    // The same key given for two logs is one key here.
    const verifier = createVerifier({ ...key, name: origin });
    ours.set(verifier.keyId, verifier);
  }
  return [...ours.values()];
};

/**
 * Where the export's rotation statements lead from the keys that were given. Throws as `followRotations`, and a
 * `SyntaxError` for a file that is no list of statements.
 */
export const followExport = (dir: string, vkeys: readonly string[]): FollowedKeys => {
  const notes: unknown = JSON.parse(readText(dir, 'rotations.json') ?? '[]');
  if (!Array.isArray(notes) || !notes.every((note) => typeof note === 'string'))
    throw new SyntaxError('not a list of rotation statements');
  return followRotations(vkeys, notes);
};

/** Throws an `Error` that says why the checkpoint is not to be believed. Whoever hands one out signs it anew, with the key of today. */
export const openTrusted = (note: string, { current, replaced, witnesses }: Trust): OpenedCheckpoint => {
  const origin = note.split('\n', 1)[0] ?? '';
  const log = verifiersFor(origin, current);
  try {
    if (log.length === 0) throw new Error(`none of the given keys is for "${origin}"`);
    return openCheckpoint(note, { log, witnesses: witnesses.map((vkey) => verifierOf(vkey)) });
  } catch (error) {
    for (const { vkey, by, at } of replaced)
      if (isSignedBy(note, verifiersFor(origin, [vkey])))
        throw new Error(`signed by key ${keyIdOf(vkey)}, which ${keyIdOf(by)} replaced at ${timeOf(at)}`, {
          cause: error,
        });
    throw error;
  }
};

const isSignedBy = (note: string, log: readonly Verifier[]): boolean => {
  try {
    return log.length > 0 && openCheckpoint(note, { log }).size >= 0;
  } catch (error) {
    if (isTlogError(error)) return false;
    throw error;
  }
};

/** Of the current keys, and of earlier ones for promises that they can have made while they signed. Throws as `openReceipt`. */
export const openTrustedReceipt = (note: string, { current, replaced }: FollowedKeys): Receipt => {
  const { deadline } = parseReceipt(note);
  const earlier = replaced.filter(({ at }) => deadline <= at + maxMergeDelayMs).map(({ vkey }) => vkey);
  return openReceipt(
    note,
    [...current, ...earlier].map((vkey) => verifierOf(vkey)),
  );
};

/** As printed on notice sheets. */
export const keyIdOf = (vkey: string): string => verifierOf(vkey).keyId.toString(16).padStart(8, '0');
export const timeOf = (ms: number): string => new Date(ms).toISOString();
