import { rename } from 'node:fs/promises';
import { createSigner, formatVkey, rotationPurposes, signRotation, type RotationPurpose } from '@cunjian/tlog';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { Random } from '@cunjian/kernel';
import { loadOrCreateSecret } from '@cunjian/service-kit';
import type { SigningKeys } from './log-signer.ts';
import type { Origins } from './origins.ts';
import type { RotateKey } from './rotation.ts';

export interface KeyRing extends SigningKeys {
  /**
   * The statement of the next rotation, which says when (`at`, milliseconds since the epoch); its key lies ready on disk,
   * and is the same until `finish` has been called.
   */
  prepare(purpose: RotationPurpose, at: number): Promise<RotateKey>;
  /** From now on the new key signs. Call it when the rotation is on record; what a crash left undone is done at start. */
  finish(rotation: RotateKey): Promise<void>;
}

export interface KeyRingOptions {
  readonly origins: Origins;
  readonly random: Random;
  /** File of each purpose's key; the next one lies beside it as `….next`, the one before as `….old`. */
  readonly files: Readonly<Record<RotationPurpose, string>>;
  /** Rotations on record, oldest first. */
  readonly rotations: readonly RotateKey[];
}

/** The name under which a purpose's keys are told apart: any log's would do, all have the same key. */
const nameOf = (origins: Origins, purpose: RotationPurpose): string =>
  purpose === 'receipt' ? origins.receipt : origins.of('heads');

export const openKeyRing = async ({ origins, random, files, rotations }: KeyRingOptions): Promise<KeyRing> => {
  const load = (path: string) => loadOrCreateSecret(path, random);
  const vkeyOf = (purpose: RotationPurpose, secret: Uint8Array): string =>
    formatVkey(createSigner({ name: nameOf(origins, purpose), secret }, nodeEd25519));
  const keys: Record<RotationPurpose, Uint8Array> = { log: await load(files.log), receipt: await load(files.receipt) };

  const finish = async ({ purpose, newVkey }: RotateKey): Promise<void> => {
    if (vkeyOf(purpose, keys[purpose]) === newVkey) return;
    const next = await load(`${files[purpose]}.next`);
    if (vkeyOf(purpose, next) !== newVkey)
      throw new Error(
        `${files[purpose]}.next is not the key that the last rotation names: restore the secrets from a backup`,
      );
    await rename(files[purpose], `${files[purpose]}.old`);
    await rename(`${files[purpose]}.next`, files[purpose]);
    keys[purpose] = next;
  };
  for (const purpose of rotationPurposes) {
    const last = rotations.findLast((rotation) => rotation.purpose === purpose);
    if (last !== undefined) await finish(last);
  }
  return {
    current: (purpose) => keys[purpose],
    prepare: async (purpose, at) => {
      const next = await load(`${files[purpose]}.next`);
      const rotation = {
        origin: origins.rotation,
        purpose,
        oldVkey: vkeyOf(purpose, keys[purpose]),
        newVkey: vkeyOf(purpose, next),
        at,
      };
      const signer = (secret: Uint8Array) => createSigner({ name: origins.rotation, secret }, nodeEd25519);
      const statement = signRotation(rotation, [signer(keys[purpose]), signer(next)]);
      return { purpose, oldVkey: rotation.oldVkey, newVkey: rotation.newVkey, statement };
    },
    finish,
  };
};
