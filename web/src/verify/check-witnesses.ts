import { isTlogError, openNote, parsePolicy, verifierOf, type Policy } from '@cunjian/tlog';
import type { FetchLog } from './log-port.ts';
import type { Memory } from './memory.ts';
import type { Step } from './steps.ts';

export interface WitnessCheck {
  readonly fetch: FetchLog;
  readonly memory: Memory;
  /** This device's clock, milliseconds since the epoch. */
  readonly now: number;
  /** The heads log's name, and its checkpoint as it was served: a signed note whose log signature holds. */
  readonly origin: string;
  readonly note: string;
}

const noWitnesses = parsePolicy('quorum none');

/**
 * Whether others than the operator saw these very heads. Who they are the operator says (C2SP tlog-policy), so they are
 * told by name, and this device remembers them: one that is named no more is missed.
 */
export const checkWitnesses = async (check: WitnessCheck): Promise<Step> => {
  const tell = (verdict: Step['verdict'], params: Step['params']): Step => ({ step: 'witnesses', verdict, params });
  const policy = await policyOf(check.fetch);
  const dropped = droppedFrom(check, policy);
  if (dropped.length > 0) return tell('open', { variant: 'dropped', missing: namesOf(dropped), count: 0 });
  const { witnesses, quorum } = policy;
  if (witnesses.length === 0) return tell('open', { variant: 'none', count: 0 });
  const times = new Map<string, number>();
  for (const { name, vkey } of witnesses) {
    const found = cosignedAt(check.note, vkey);
    if (found === 'forged') return tell('failed', { variant: 'forged', names: name });
    if (found !== undefined) times.set(name, found);
  }
  const [cosigned, missing] = [true, false].map((has) => witnesses.filter(({ name }) => times.has(name) === has));
  const params = {
    count: times.size,
    of: witnesses.length,
    needed: quorum.needed,
    quorum: quorum.name,
    names: namesOf(cosigned),
    missing: namesOf(missing),
  };
  if (times.size === 0) return tell('open', { variant: 'absent', ...params });
  const at = Math.max(...times.values()) * 1_000;
  return quorum.isMet(new Set(times.keys()))
    ? tell('proved', { variant: missing?.length === 0 ? 'all' : 'quorum', ...params, at })
    : tell('open', { variant: 'partial', ...params, at });
};

const namesOf = (witnesses: readonly { readonly name: string }[] = []): string =>
  witnesses.map(({ name }) => name).join(', ');

/** A server that names nobody, or whose answer is no policy, has nobody to name. */
const policyOf = async (fetch: FetchLog): Promise<Policy> => {
  const bytes = await fetch('policy');
  try {
    return bytes === undefined ? noWitnesses : parsePolicy(new TextDecoder().decode(bytes));
  } catch (error) {
    if (isTlogError(error)) return noWitnesses;
    throw error;
  }
};

/** Seconds since the epoch; undefined where it did not cosign. */
const cosignedAt = (note: string, vkey: string): number | 'forged' | undefined => {
  try {
    return openNote(note, [verifierOf(vkey)]).verified[0].timestamp;
  } catch (error) {
    if (isTlogError(error, 'note.no-known-signature')) return undefined;
    if (isTlogError(error, 'note.bad-signature')) return 'forged';
    throw error;
  }
};

/** Witnesses that this device was told of before. What is missed stays remembered. */
const droppedFrom = ({ memory, origin, now }: WitnessCheck, { witnesses }: Policy): readonly { name: string }[] => {
  const place = `${origin} witnesses`;
  const lines = (memory.get(place)?.vkey ?? '').split('\n').filter((line) => line !== '');
  const remembered = lines.map((line) => {
    const [name = '', vkey = ''] = line.split(' ');
    return { name, vkey };
  });
  const named = new Set(witnesses.map(({ vkey }) => vkey));
  const dropped = remembered.filter(({ vkey }) => !named.has(vkey));
  const all = new Map([...remembered, ...witnesses].map(({ name, vkey }) => [vkey, name]));
  if (all.size > remembered.length)
    memory.set(place, { vkey: [...all].map(([vkey, name]) => `${name} ${vkey}`).join('\n'), checkpoint: '', at: now });
  return dropped;
};
