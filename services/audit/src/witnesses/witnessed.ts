import { Gauge, type ServiceRuntime } from '@cunjian/service-kit';
import type { TreeHead } from '@cunjian/tlog';
import type { WitnessPolicy } from './witness-policy.ts';
import type { Witnesses } from './witnesses.ts';

/** Who has cosigned the tree that everybody is shown now. */
export interface Witnessed {
  readonly size: number;
  readonly cosigned: readonly string[];
  readonly missing: readonly string[];
  readonly isQuorum: boolean;
}

export const witnessedNow = (policy: WitnessPolicy, witnesses: Witnesses, log: string, head: TreeHead): Witnessed => {
  const cosigned = witnesses
    .statuses()
    .filter((status) => status.cosigned?.log === log && status.cosigned.size === head.size)
    .map(({ name }) => name);
  const missing = policy.witnesses.map(({ name }) => name).filter((name) => !cosigned.includes(name));
  const isQuorum = policy.witnesses.length > 0 && policy.policy.quorum.isMet(new Set(cosigned));
  return { size: head.size, cosigned, missing, isQuorum };
};

export interface ReportingOptions {
  readonly policy: WitnessPolicy;
  readonly witnesses: Witnesses;
  readonly runtime: Pick<ServiceRuntime, 'health' | 'metrics'>;
  /** The newest heads; undefined before the first. */
  readonly now: () => { readonly log: string; readonly head: TreeHead } | undefined;
}

/**
 * In health: a deployment goes on without its witnesses and says so; it is wrong, but serves, where one contradicts it: no witness
 * may put a village's work to a stop. As metrics:
 * when each cosigned last, and whether the quorum has cosigned what everybody is shown.
 */
export const reportWitnesses = ({ policy, witnesses, runtime, now }: ReportingOptions): void => {
  const current = (): Witnessed | undefined => {
    const found = now();
    return found && witnessedNow(policy, witnesses, found.log, found.head);
  };
  runtime.health.register('witnesses', async () => {
    const contradicting = witnesses.statuses().filter(({ contradicts }) => contradicts === true);
    if (contradicting.length > 0)
      return { ok: false, serves: true, detail: contradicting.map(contradiction).join('; ') };
    return { ok: true, detail: describe(policy, witnesses, current()) };
  });
  new Gauge({
    name: 'cunjian_witness_cosigned_timestamp_seconds',
    help: 'When a witness cosigned the heads log last, by its own clock; 0 where it never did',
    labelNames: ['witness'],
    registers: [runtime.metrics],
    collect() {
      for (const { name, cosigned } of witnesses.statuses()) this.set({ witness: name }, cosigned?.timestamp ?? 0);
    },
  });
  new Gauge({
    name: 'cunjian_heads_quorum_met_boolean',
    help: '1 where the quorum of witnesses has cosigned the heads that everybody is shown, else 0',
    registers: [runtime.metrics],
    collect() {
      this.set(current()?.isQuorum === true ? 1 : 0);
    },
  });
};

const contradiction = ({ name, problem = '' }: { readonly name: string; readonly problem?: string }): string =>
  `witness ${name} contradicts the heads log: ${problem}. Where a backup was restored, begin a new epoch with \`cunjian restore\`; else let an auditor look before anything is written`;

const describe = (policy: WitnessPolicy, witnesses: Witnesses, now: Witnessed | undefined): string => {
  if (policy.witnesses.length === 0) return 'shown by the operator alone: no witness is configured (CUNJIAN_WITNESSES)';
  if (now === undefined) return 'no heads to cosign yet';
  const { quorum } = policy.policy;
  const problems = witnesses
    .statuses()
    .filter(({ name }) => now.missing.includes(name))
    .map(({ name, problem = 'it was not asked yet' }) => `${name}: ${problem}`);
  const who = now.cosigned.length === 0 ? '' : `: ${now.cosigned.join(', ')}`;
  const counted =
    now.cosigned.length === 0
      ? 'shown by the operator alone'
      : `witnessed by ${now.cosigned.length} of ${policy.witnesses.length}${who}`;
  return [
    `${counted}; quorum ${quorum.name} of ${quorum.needed} ${now.isQuorum ? 'met' : 'not met'}`,
    ...problems,
  ].join('; ');
};
