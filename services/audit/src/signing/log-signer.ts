import { createSigner, formatVkey, signCheckpoint, signReceipt, type Receipt, type TreeHead } from '@cunjian/tlog';
import type { Origins } from './origins.ts';
import { platformEd25519 } from './platform-ed25519.ts';
import type { Published } from './published.ts';

export interface SigningKeys {
  /** 32-byte seeds, from files of mode 0600. */
  readonly log: Uint8Array;
  readonly receipt: Uint8Array;
}

/** Signs heads of the deployment's logs, each under its own name with the one log key, and receipts with another. */
export interface LogSigner {
  /** The signed note; the head is on record before it is given out. Throws `ForkRefused`. */
  checkpoint(origin: string, head: TreeHead): string;
  receipt(receipt: Receipt): string;
  /** The verifier key of a log. */
  vkey(origin: string): string;
  readonly receiptVkey: string;
}

export const createLogSigner = (origins: Origins, keys: SigningKeys, published: Published): LogSigner => {
  const signerOf = (origin: string) => createSigner({ name: origin, secret: keys.log }, platformEd25519);
  const receiptSigner = createSigner({ name: origins.receipt, secret: keys.receipt }, platformEd25519);
  return {
    checkpoint: (origin, head) => {
      published.record(origin, head);
      return signCheckpoint({ origin, ...head }, signerOf(origin));
    },
    receipt: (receipt) => signReceipt(receipt, receiptSigner),
    vkey: (origin) => formatVkey(signerOf(origin)),
    receiptVkey: formatVkey(receiptSigner),
  };
};
