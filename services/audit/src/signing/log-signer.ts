import {
  createSigner,
  formatVkey,
  signCheckpoint,
  signReceipt,
  type Receipt,
  type RotationPurpose,
  type TreeHead,
} from '@cunjian/tlog';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { Origins } from './origins.ts';
import type { Published } from './published.ts';

/** 32-byte seeds, from files of mode 0600. Read at each signature, so that a rotation counts at once. */
export interface SigningKeys {
  current(purpose: RotationPurpose): Uint8Array;
}

/** Signs heads of the deployment's logs, each under its own name with the one log key, and receipts with another. */
export interface LogSigner {
  /** The signed note; the head is on record before it is given out. Throws `ForkRefused`. */
  checkpoint(origin: string, head: TreeHead): string;
  receipt(receipt: Receipt): string;
  /** The verifier key of a log, or of the receipts under their origin. */
  vkey(origin: string): string;
}

export const createLogSigner = (origins: Origins, keys: SigningKeys, published: Published): LogSigner => {
  const signerOf = (name: string) =>
    createSigner({ name, secret: keys.current(name === origins.receipt ? 'receipt' : 'log') }, nodeEd25519);
  return {
    checkpoint: (origin, head) => {
      published.record(origin, head);
      return signCheckpoint({ origin, ...head }, signerOf(origin));
    },
    receipt: (receipt) => signReceipt(receipt, signerOf(origins.receipt)),
    vkey: (origin) => formatVkey(signerOf(origin)),
  };
};
