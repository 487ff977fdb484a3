import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';

const size = z.int().nonnegative();
/** Base64 of 32 bytes. */
const rootHash = z.string().length(44);

export const auditEvents = {
  'heads-advanced': {
    version: 1,
    describe: 'The heads log took the checkpoints of all divisions that grew since the last time. Never sealed itself.',
    data: z.object({
      /** Of the heads log, with the checkpoints below. */
      size,
      root: rootHash,
      /** `log`: the division's code, with `/epoch-<n>` from the second epoch on. */
      heads: z.array(z.object({ log: z.string(), size, root: rootHash })).min(1),
    }),
  },
  'heads-cosigned': {
    version: 1,
    describe: 'Witnesses cosigned a checkpoint of the heads log. Never sealed itself.',
    data: z.object({
      /** `heads`, with `/epoch-<n>` from the second epoch on. */
      log: z.string(),
      size,
      root: rootHash,
      cosignatures: z
        .array(
          z.object({
            /** Name of the witness's key. */
            witness: z.string(),
            /** When it saw the tree by its own clock, seconds since the epoch. */
            timestamp: z.int().nonnegative(),
            /** Signature line of the checkpoint's note (C2SP tlog-cosignature), with its line break. */
            line: z.string(),
          }),
        )
        .min(1),
    }),
  },
  'log-epoch-started': {
    version: 1,
    describe: 'After a restore from an older backup a division log began a new epoch; this is its first entry.',
    data: z.object({
      /** A division's code, or `heads`. */
      log: z.string(),
      /** From 2. */
      epoch: z.int().min(2),
      /** The largest head that is known to have been signed. */
      oldSize: size,
      oldRoot: rootHash,
      reason: z.string(),
    }),
  },
  'log-key-rotated': {
    version: 1,
    describe: 'A signing key was replaced; old and new key sign the statement.',
    data: z.object({
      purpose: z.enum(['log', 'receipt']),
      oldVkey: z.string(),
      newVkey: z.string(),
      /** A signed note that names both keys, with a signature of each. */
      statement: z.string(),
    }),
  },
} as const satisfies ServiceContracts;

export type AuditEvent = EventsOf<typeof auditEvents>;

/** Streams with this prefix are never sealed into a division log. */
export const unsealedStreamPrefix = 'heads-';
