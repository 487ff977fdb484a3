import { isTlogError, parsePolicy, verifierOf, type Policy, type Verifier } from '@cunjian/tlog';
import { nodeEd25519 } from '@cunjian/tlog/node';

/** Witnesses that a deployment asks, and who of them is enough. */
export interface WitnessPolicy {
  readonly text: string;
  readonly policy: Policy;
  readonly witnesses: readonly NamedWitness[];
}

export interface NamedWitness {
  readonly name: string;
  readonly vkey: string;
  /** Submission prefix. */
  readonly url: string;
  readonly verifier: Verifier;
}

export const noWitnesses: WitnessPolicy = {
  text: 'quorum none\n',
  policy: parsePolicy('quorum none\n'),
  witnesses: [],
};

/**
 * Lines of C2SP tlog-policy, divided by line breaks or semicolons, as in
 * `witness university <vkey> https://w.example.edu; quorum university`. Throws an `Error` that says what is wrong.
 */
export const readWitnessPolicy = (setting: string): WitnessPolicy => {
  const text = `${setting.replaceAll(';', '\n').trim()}\n`;
  try {
    const policy = parsePolicy(text);
    if (policy.logs.length > 0) throw new Error('it has a log line; the log is this deployment’s own');
    return { text, policy, witnesses: policy.witnesses.map(named) };
  } catch (error) {
    throw isTlogError(error) ? new Error(error.message, { cause: error }) : error;
  }
};

const named = ({ name, vkey, url }: Policy['witnesses'][number]): NamedWitness => {
  if (!/^https?:$/.test(URL.parse(url ?? '')?.protocol ?? ''))
    throw new Error(`witness ${name} needs the address where it takes checkpoints, such as https://witness.example`);
  return { name, vkey, url: url ?? '', verifier: verifierOf(vkey, nodeEd25519) };
};
