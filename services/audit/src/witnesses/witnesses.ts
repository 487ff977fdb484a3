import type { ServiceRuntime } from '@cunjian/service-kit';
import type { TreeHead } from '@cunjian/tlog';
import type { DivisionLogs } from '../sealing/division-logs.ts';
import { headsLog } from '@cunjian/contracts';
import { treeOf } from '../sealing/tree-of.ts';
import type { LogSigner } from '../signing/log-signer.ts';
import type { Origins } from '../signing/origins.ts';
import type { Published } from '../signing/published.ts';
import type { AskWitness } from './ask-witness.ts';
import { createAskedWitness, type AskedWitness, type WitnessStatus } from './asked-witness.ts';
import type { CosignatureRecord } from './cosignature-record.ts';
import type { Cosignature } from './cosigned.ts';
import { requestCosignature } from './request-cosignature.ts';
import type { NamedWitness } from './witness-policy.ts';

export interface WitnessesOptions {
  readonly named: readonly NamedWitness[];
  readonly runtime: Pick<ServiceRuntime, 'clock' | 'log'>;
  readonly record: CosignatureRecord;
  readonly logs: DivisionLogs;
  readonly origins: Origins;
  readonly signer: LogSigner;
  readonly published: Published;
  /** The head that may be signed of a log. Throws `ForkRefused`. */
  readonly headToSign: (log: string, origin: string) => Promise<TreeHead | undefined>;
  readonly ask: AskWitness;
}

/** The witnesses of the heads log, as the log's own side of C2SP tlog-witness sees them. */
export interface Witnesses {
  /** Asks all that have not cosigned the tree of today, or not for a day. Rejects only where our own side fails. */
  ask(signal?: AbortSignal): Promise<void>;
  /** Whether the heads may grow: each witness was asked since the start, or let its deadline pass, and none knows a larger tree. */
  mayAdvance(): Promise<boolean>;
  /** The witness that knows a larger tree of this log than ours. */
  larger(log: string): WitnessStatus | undefined;
  /** The newest cosignature of each witness over this tree; none for any log but the heads. */
  cosignatures(log: string, head: TreeHead): Promise<readonly Cosignature[]>;
  statuses(): readonly WitnessStatus[];
}

export const createWitnesses = (options: WitnessesOptions): Witnesses => {
  const { named, runtime, record, logs, origins, signer, published } = options;
  const all = named.map((witness) => createAskedWitness(witness, runtime.clock));
  let checked = all.length === 0;
  const larger = (log: string): WitnessStatus | undefined =>
    all.map((asked) => asked.status()).find((status) => status.larger?.log === log);

  const askAbout = async (
    log: string,
    head: TreeHead,
    due: readonly AskedWitness[],
    signal?: AbortSignal,
  ): Promise<void> => {
    if (due.length === 0) return;
    const tree = await treeOf(logs, log, head);
    const checkpoint = signer.checkpoint(origins.of(log), head);
    const taken = await Promise.all(
      due.map(async (asked) => {
        const { url, verifier, name } = asked.witness;
        const request = { url, verifier, checkpoint, tree, oldSize: asked.knownSize(log) };
        const outcome = await requestCosignature(request, options.ask, signal);
        if (outcome.kind !== 'cosigned')
          runtime.log.warn({ witness: name, ...outcome }, 'a witness did not cosign the heads');
        return asked.take({ log, size: head.size }, outcome);
      }),
    );
    if (taken.some(({ length }) => length > 0)) await record.add(log, head, taken.flat());
  };

  /**
   * After the start: shows every witness what was signed before, and nothing else, since a witness may know that the data
   * here are those of an older backup. Not yet where the logs are still being rebuilt.
   */
  const check = async (signal?: AbortSignal): Promise<void> => {
    const log = logs.current(headsLog);
    const signed = published.latest(origins.of(log));
    if (checked || (signed?.size ?? 0) > (logs.head(log)?.size ?? 0)) return;
    if (signed !== undefined) await askAbout(log, signed, all, signal);
    checked = true;
  };

  const round = async (signal?: AbortSignal): Promise<void> => {
    await check(signal);
    const log = logs.current(headsLog);
    const origin = origins.of(log);
    const isOlder = larger(log) !== undefined;
    const head = isOlder || !checked ? published.latest(origin) : await options.headToSign(log, origin);
    if (!checked || head === undefined) return;
    const recorded = await record.of(log, head);
    for (const asked of all) asked.recall({ log, size: head.size }, recorded);
    const due = all.filter((asked) => asked.isDue({ log, size: head.size }));
    await askAbout(log, head, due, signal);
  };

  let last: Promise<void> = Promise.resolve();
  /** One after the other, so that no witness is asked twice about the same. */
  const inTurn = (run: () => Promise<void>): Promise<void> => (last = last.catch(() => undefined).then(run));

  return {
    ask: (signal) => (all.length === 0 ? Promise.resolve() : inTurn(() => round(signal))),
    mayAdvance: async () => {
      if (!checked) await inTurn(() => check());
      return checked && larger(logs.current(headsLog)) === undefined;
    },
    larger,
    cosignatures: async (log, head) => (log === logs.current(headsLog) && all.length > 0 ? record.of(log, head) : []),
    statuses: () => all.map((asked) => asked.status()),
  };
};
