import { earlierKeys, followRotations, isTlogError, portableHasher } from '@cunjian/tlog';
import type { FetchLog } from './log-port.ts';
import type { Step, StepName, Verdict } from './steps.ts';

const decoder = new TextDecoder();
const linesOf = (bytes: Uint8Array | undefined): readonly string[] => decoder.decode(bytes).split('\n');

const fingerprintBytes = 16;

/**
 * What people compare, as printed on notice sheets: the first 16 bytes of SHA-256 of the verifier key, in groups of four.
 * Not its key id, whose 32 bits (C2SP signed-note) somebody can hit with a key of her own.
 */
export const fingerprint = (vkey: string): string => {
  const hash = portableHasher.sha256(new TextEncoder().encode(vkey)).subarray(0, fingerprintBytes);
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return (hex.match(/.{4}/g) ?? []).join(' ');
};

/** Statements of all key rotations, oldest first; none where the server knows of no such thing. */
export const fetchRotations = async (fetch: FetchLog): Promise<readonly string[]> => {
  const bytes = await fetch('rotations');
  const notes: unknown = bytes === undefined ? [] : JSON.parse(decoder.decode(bytes));
  if (!Array.isArray(notes) || !notes.every((note) => typeof note === 'string'))
    throw new SyntaxError('not a list of rotation statements');
  return notes;
};

/** Verifier keys that the server offers for a log. `vkeys` as in `vkeys?division=330302001200`. */
export const fetchOffered = async (fetch: FetchLog, vkeys: string, origin: string): Promise<readonly string[]> =>
  linesOf(await fetch(vkeys)).filter((line) => line.startsWith(`${origin}+`));

export interface FoundKey {
  /** What signs the log today; undefined where the step failed. */
  readonly key?: string;
  readonly step: Step;
}

/**
 * The key to believe: the one that this device pinned, or its heir by statements that both signed; at the first visit
 * the one that the server offers, unless that was replaced.
 */
export const trustedKey = async (
  { fetch, step }: { readonly fetch: FetchLog; readonly step: StepName },
  { origin, vkeys, pinned }: { readonly origin: string; readonly vkeys: string; readonly pinned: string | undefined },
): Promise<FoundKey> => {
  const tell = (verdict: Verdict, params: Step['params']): Step => ({ step, verdict, params });
  const offered = await fetchOffered(fetch, vkeys, origin);
  const first = pinned ?? offered[0];
  if (first === undefined) return { step: tell('failed', { variant: 'none', origin }) };
  try {
    const notes = await fetchRotations(fetch);
    const { current, replaced } = followRotations([first], notes);
    const [key = first] = current;
    const fingerprints = { fingerprint: fingerprint(key), pinned: fingerprint(first) };
    const last = replaced.at(-1);
    if (offered.length > 0 && !offered.includes(key)) {
      const changed = tell('failed', {
        variant: 'changed',
        ...fingerprints,
        fingerprint: fingerprint(offered[0] ?? ''),
      });
      return {
        step: last === undefined ? changed : tell('failed', { variant: 'replaced', ...fingerprints, at: last.at }),
      };
    }
    // Whoever compares the fingerprint with an older paper is told why it is another one.
    const before = last ?? earlierKeys([key], notes)[0];
    const rotated = before && { variant: 'rotated', pinned: fingerprint(before.vkey), at: before.at };
    const verdict = pinned === undefined ? 'open' : 'proved';
    return { key, step: tell(verdict, { ...fingerprints, ...(pinned === undefined || last ? rotated : {}) }) };
  } catch (error) {
    if (!isTlogError(error) && !(error instanceof SyntaxError)) throw error;
    return { step: tell('failed', { variant: 'rotation', reason: error.message }) };
  }
};
