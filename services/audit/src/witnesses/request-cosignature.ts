import {
  formatAddCheckpoint,
  isTlogError,
  takeCosignature,
  type TakenCosignature,
  type TreeReader,
  type Verifier,
} from '@cunjian/tlog';
import type { AskWitness } from './ask-witness.ts';

/** What came of asking one witness for its cosignature. */
export type Outcome =
  | ({ readonly kind: 'cosigned' } & TakenCosignature)
  /** It has cosigned a tree of ours that is larger than any here. */
  | { readonly kind: 'larger'; readonly size: number }
  /** `forked`: what it cosigned before is not a beginning of the tree here. */
  | { readonly kind: 'refused'; readonly problem: string; readonly forked: boolean }
  | { readonly kind: 'silent'; readonly problem: string };

export interface CosignatureRequest {
  /** Its submission prefix. */
  readonly url: string;
  readonly verifier: Verifier;
  /** The signed note, and the tree that it is of. */
  readonly checkpoint: string;
  readonly tree: TreeReader;
  /** What the witness cosigned last, as far as is known here. */
  readonly oldSize: number;
}

/** The first answer tells the size that the witness has, the second is about a proof from there; others may ask meanwhile. */
const maxRequests = 4;

/** C2SP tlog-witness, add-checkpoint, as a log sees it. Never rejects. */
export const requestCosignature = async (
  { url, verifier, checkpoint, tree, oldSize }: CosignatureRequest,
  ask: AskWitness,
  signal?: AbortSignal,
): Promise<Outcome> => {
  let from = Math.min(oldSize, tree.head.size);
  try {
    for (let requests = 0; requests < maxRequests; requests++) {
      const proof = await tree.consistencyProof(from);
      const { status, body } = await ask(url, formatAddCheckpoint({ oldSize: from, proof, checkpoint }), signal);
      if (status === 200) return { kind: 'cosigned', ...takeCosignature(checkpoint, body, verifier) };
      const size = status === 409 ? sizeOf(body) : undefined;
      if (size === undefined) return refusedBy(status);
      if (size > tree.head.size) return { kind: 'larger', size };
      if (size === from) return refused(`it has cosigned another tree of ${size} entries`, true);
      from = size;
    }
    return refused('it names another size each time it is asked');
  } catch (error) {
    if (isTlogError(error)) return refused(`its answer is no cosignature of ${verifier.name} (${error.message})`);
    return { kind: 'silent', problem: `it does not answer (${reasonOf(error)})` };
  }
};

const sizeOf = (body: string): number | undefined => (/^(0|[1-9]\d{0,14})\n$/.test(body) ? Number(body) : undefined);

const refused = (problem: string, forked = false): Outcome => ({ kind: 'refused', problem, forked });

const refusedBy = (status: number): Outcome => {
  switch (status) {
    case 403:
      return refused('it does not know the key that signs the heads log: give its operator the one in /log/vkeys');
    case 404:
      return refused('it does not look after this heads log: ask its operator to add the key in /log/vkeys');
    case 422:
      return refused('what it cosigned before is not a beginning of the heads log here', true);
    default:
      return refused(`it answers with status ${status}`);
  }
};

/** `fetch` hides what went wrong in `cause`. */
const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return code !== '' ? code : cause instanceof Error ? cause.name : 'unknown';
};
