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
}

const malformed = (why: string) => new TlogError('rotation.malformed', `not a key rotation: ${why}`);

const formatRotationText = ({ origin, purpose, oldVkey, newVkey }: Rotation): string =>
  `${[origin, `rotation ${purpose}`, oldVkey, newVkey].join('\n')}\n`;

/** Nothing is verified. Throws `rotation.malformed`, and as `parseVkey`. */
export const parseRotation = (note: string): Rotation => {
  const { text } = parseNote(note);
  const [origin = '', second = '', oldVkey = '', newVkey = '', ...rest] = text.slice(0, -1).split('\n');
  const purpose = rotationPurposes.find((known) => second === `rotation ${known}`);
  if (purpose === undefined) throw malformed(`"${second}" names no purpose`);
  if (!/^.+\/rotation$/.test(origin) || rest.length > 0) throw malformed('it has other lines than it should');
  const [before, after] = [parseVkey(oldVkey), parseVkey(newVkey)];
  if (before.name !== after.name) throw malformed(`the keys are of "${before.name}" and "${after.name}"`);
  return { origin, purpose, oldVkey, newVkey };
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

/** The keys that follow from `trusted` by rotations, in their order; a rotation from an unknown key is passed over. */
export const followRotations = (trusted: readonly string[], notes: readonly string[]): readonly string[] => {
  const keys = trusted.map(parseVkey);
  for (const note of notes) {
    const { oldVkey, newVkey } = openRotation(note);
    const [before, after] = [parseVkey(oldVkey), parseVkey(newVkey)];
    // One log key signs under many names: it is the key that is trusted, whatever the name it was given under.
    for (const key of keys)
      if (sameKey(key, before) && !keys.some((known) => known.name === key.name && sameKey(known, after)))
        keys.push({ ...after, name: key.name });
  }
  return keys.map(formatVkey);
};

const sameKey = (a: VerifierKey, b: VerifierKey): boolean =>
  a.algorithm === b.algorithm && a.publicKey.every((byte, i) => byte === b.publicKey[i]);
