import { headsLog } from '@cunjian/contracts';
import type { WiredService, ServiceRuntime } from '@cunjian/service-kit';
import { createApi, type AuditRouter } from './api.ts';
import { createAuditLogs } from './audit-logs.ts';
import { auditFiles } from './files.ts';
import { runHeads, advanceHeads, nextHeadsAt, type HeadsOptions } from './heads/run-heads.ts';
import { openDivisionLogs } from './sealing/division-logs.ts';
import { createLateness } from './sealing/lateness.ts';
import { createNodeHasher } from '@cunjian/tlog/node';
import { createHeadsToSign } from './signing/heads-to-sign.ts';
import { createLogSigner } from './signing/log-signer.ts';
import { openKeyRing } from './signing/key-ring.ts';
import { rotationsStream, type RotateKey } from './signing/rotation.ts';
import { originsOf } from './signing/origins.ts';
import { openPublished } from './signing/published.ts';
import { askWitness } from './witnesses/ask-witness.ts';
import { createCosignatureRecord } from './witnesses/cosignature-record.ts';
import { runWitnesses } from './witnesses/run-witnesses.ts';
import { noWitnesses, type WitnessPolicy } from './witnesses/witness-policy.ts';
import { reportWitnesses } from './witnesses/witnessed.ts';
import { createWitnesses } from './witnesses/witnesses.ts';

export interface AuditConfig {
  readonly dataDir: string;
  /** The deployment's name. */
  readonly deployment: string;
  readonly headsIntervalMs: number;
  /** Left out where nobody is asked. */
  readonly witnesses?: WitnessPolicy;
}

/** An event is sealed within a second while little happens; beyond this the service is not ready. */
const maxSealLagMs = 60_000;

export interface WiredAudit extends WiredService<AuditRouter> {
  /** For a first start, so that its demo data can be verified at once. */
  readonly advanceHeads: () => Promise<boolean>;
  /** Does at once what is done every few seconds: asks the witnesses that have not cosigned the heads. */
  readonly askWitnesses: () => Promise<void>;
}

export const wireAudit = async (runtime: ServiceRuntime, config: AuditConfig): Promise<WiredAudit> => {
  const files = auditFiles(config.dataDir);
  const origins = originsOf(config.deployment);
  const hasher = createNodeHasher();
  const published = openPublished(files.published);
  const keys = await openKeyRing({
    origins,
    random: runtime.random,
    files: files.keys,
    rotations: await rotationsOf(runtime),
  });
  const logs = openDivisionLogs(files.logs, runtime.store);
  const signer = createLogSigner(origins, keys, published);
  const headToSign = createHeadsToSign(logs, published);
  const policy = config.witnesses ?? noWitnesses;
  const witnesses = createWitnesses({
    named: policy.witnesses,
    ...{ runtime, logs, origins, signer, published, headToSign },
    record: createCosignatureRecord(runtime),
    ask: askWitness,
  });
  const audit = createAuditLogs({
    ...{ logs, reader: runtime.store, signer, origins, headToSign, witnesses, policy },
    rotations: () => rotationsOf(runtime),
    headsTimes: () => {
      const now = runtime.clock.now();
      return { now: instantOf(now), next: instantOf(nextHeadsAt(now, config.headsIntervalMs)) };
    },
  });
  const { headsIntervalMs } = config;
  const heads: HeadsOptions = { runtime, logs, origins, hasher, headsIntervalMs, mayAdvance: witnesses.mayAdvance };
  registerHealth(runtime, logs);
  reportWitnesses({
    ...{ policy, witnesses, runtime },
    now: () => {
      const log = logs.current(headsLog);
      const head = logs.head(log);
      return head && { log, head };
    },
  });
  return {
    router: createApi({ runtime, audit, keys }),
    advanceHeads: () => advanceHeads(heads),
    askWitnesses: () => witnesses.ask(),
    run: async (signal) => {
      await Promise.all([runHeads(heads, signal), runWitnesses(witnesses, runtime, signal)]);
    },
    close: async () => {
      logs.close();
      published.close();
    },
  };
};

const instantOf = (ms: number): string => new Date(ms).toISOString();

const rotationsOf = async ({
  store,
  catalogue,
}: Pick<ServiceRuntime, 'store' | 'catalogue'>): Promise<readonly RotateKey[]> =>
  (await store.readStream(rotationsStream)).map((event) => catalogue.decode(event).data as RotateKey);

const registerHealth = (runtime: ServiceRuntime, logs: ReturnType<typeof openDivisionLogs>): void => {
  const lateness = createLateness({ ...runtime, sealedUpTo: () => logs.position() });
  runtime.health.register('sealing', async () => {
    const lagMs = await lateness();
    return lagMs <= maxSealLagMs
      ? { ok: true }
      : { ok: false, detail: `events have waited ${Math.round(lagMs / 1000)} s to be sealed` };
  });
};
