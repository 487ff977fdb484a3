import { formatVkey, parseVkey, type VerifierKey } from './key.ts';
import { createVerifier, type Signer } from './signing.ts';
import { openNote, parseNote, signNote } from './note.ts';
import { TlogError } from './tlog-error.ts';

export const rotationPurposes = ['log', 'receipt'] as const;
export type RotationPurpose = (typeof rotationPurposes)[number];

/** That one key takes over from another (DESIGN.md, decision 9): a note that both keys sign, under the name of `origin`. */
export interface Rotation {
  /** `<deployment>/rotation`. */
  readonly origin: string;
  readonly purpose: RotationPurpose;
  readonly oldVkey: string;
  readonly newVkey: string;
  /** From when on the new key signs in place of the old one. Milliseconds since the epoch. */
  readonly at: number;
}

const malformed = (why: string) => new TlogError('rotation.malformed', `not a key rotation: ${why}`);

const formatRotationText = ({ origin, purpose, oldVkey, newVkey, at }: Rotation): string =>
  `${[origin, `rotation ${purpose}`, oldVkey, newVkey, new Date(at).toISOString()].join('\n')}\n`;

/** Nothing is verified. Throws `rotation.malformed`, and as `parseVkey`. */
export const parseRotation = (note: string): Rotation => {
  const { text } = parseNote(note);
  const [origin = '', second = '', oldVkey = '', newVkey = '', time = '', ...rest] = text.slice(0, -1).split('\n');
  const purpose = rotationPurposes.find((known) => second === `rotation ${known}`);
  if (purpose === undefined) throw malformed(`"${second}" names no purpose`);
  if (!/^.+\/rotation$/.test(origin) || rest.length > 0) throw malformed('it has other lines than it should');
  const at = Date.parse(time);
  if (Number.isNaN(at) || new Date(at).toISOString() !== time)
    throw malformed(`"${time}" is no UTC time with milliseconds`);
  const [before, after] = [parseVkey(oldVkey), parseVkey(newVkey)];
  if (before.name !== after.name) throw malformed(`the keys are of "${before.name}" and "${after.name}"`);
  if (sameKey(before, after)) throw malformed('a key can’t take over from itself');
  return { origin, purpose, oldVkey, newVkey, at };
};

/** `signers`: of the old key and of the new one, both under the name of `origin`. */
export const signRotation = (rotation: Rotation, signers: readonly [Signer, Signer]): string => {
  const note = signNote(formatRotationText(rotation), signers);
  openRotation(note);
  return note;
};

const under = (origin: string, { algorithm, publicKey }: VerifierKey) =>
  createVerifier({ name: origin, algorithm, publicKey });

/** What it says, once both keys are seen to have signed. Throws `rotation.malformed`, `note.no-known-signature`. */
export const openRotation = (note: string): Rotation => {
  const rotation = parseRotation(note);
  for (const vkey of [rotation.oldVkey, rotation.newVkey]) openNote(note, [under(rotation.origin, parseVkey(vkey))]);
  return rotation;
};

/** A key that another one took over from, both under the name that the first was trusted under. */
export interface ReplacedKey {
  readonly vkey: string;
  readonly by: string;
  readonly at: number;
}

export interface FollowedKeys {
  /** Those that sign today: for checkpoints that are handed out now. */
  readonly current: readonly string[];
  /** Those that signed before, in the order they were replaced: what they signed since is not to be believed. */
  readonly replaced: readonly ReplacedKey[];
}

/**
 * Where rotations, in their order, lead from `trusted`. One of a key that is not trusted is passed over. Throws as
 * `openRotation`, and `rotation.replaced` where a key that was replaced already hands on or takes over again, or where
 * they are not in the order of their times.
 */
export const followRotations = (trusted: readonly string[], notes: readonly string[]): FollowedKeys => {
  const keys = trusted.map((vkey) => parseVkey(vkey));
  const replaced = new Map<VerifierKey, { readonly by: VerifierKey; readonly at: number }>();
  const gone: string[] = [];
  let last = -Infinity;
  for (const note of notes) {
    const { oldVkey, newVkey, at } = openRotation(note);
    const [before, after] = [parseVkey(oldVkey), parseVkey(newVkey)];
    if (gone.includes(publicKeyOf(before)) || gone.includes(publicKeyOf(after)) || at < last)
      throw new TlogError(
        'rotation.replaced',
        `after a key was replaced it takes part in another rotation, to ${newVkey}`,
      );
    gone.push(publicKeyOf(before));
    last = at;
    // One log key signs under many names: it is the key that is trusted, whatever the name it was given under.
    for (const key of [...keys]) {
      if (!sameKey(key, before)) continue;
      const by = keys.find(({ name, ...known }) => name === key.name && sameKey({ name, ...known }, after));
      const heir = by ?? { ...after, name: key.name };
      if (by === undefined) keys.push(heir);
      replaced.set(key, { by: heir, at });
    }
  }
  return {
    current: keys.filter((key) => !replaced.has(key)).map(formatVkey),
    replaced: [...replaced].map(([key, { by, at }]) => ({ vkey: formatVkey(key), by: formatVkey(by), at })),
  };
};

const publicKeyOf = ({ publicKey }: VerifierKey): string => publicKey.join();

const sameKey = (a: VerifierKey, b: VerifierKey): boolean =>
  a.algorithm === b.algorithm && publicKeyOf(a) === publicKeyOf(b);

/**
 * The keys that those of today took over from, with the time until which each signed: for what one kept from then.
 * Throws as `followRotations`.
 */
export const earlierKeys = (current: readonly string[], notes: readonly string[]): readonly ReplacedKey[] => {
  followRotations([], notes);
  const found: ReplacedKey[] = [];
  for (const note of [...notes].reverse()) {
    const { oldVkey, newVkey, at } = openRotation(note);
    for (const vkey of [...current, ...found.map((one) => one.vkey)]) {
      const key = parseVkey(vkey);
      if (!sameKey(key, parseVkey(newVkey))) continue;
      found.push({ vkey: formatVkey({ ...parseVkey(oldVkey), name: key.name }), by: vkey, at });
    }
  }
  return found;
};
