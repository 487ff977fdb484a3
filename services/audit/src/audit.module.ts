import type { WiredService, ServiceRuntime } from '@cunjian/service-kit';
import { createApi, type AuditRouter } from './api.ts';
import { createAuditLogs } from './audit-logs.ts';
import { auditFiles } from './files.ts';
import { runHeads, advanceHeads, nextHeadsAt, type HeadsOptions } from './heads/run-heads.ts';
import { openDivisionLogs } from './sealing/division-logs.ts';
import { createNodeHasher } from '@cunjian/tlog/node';
import { createLogSigner } from './signing/log-signer.ts';
import { openKeyRing } from './signing/key-ring.ts';
import { rotationsStream, type RotateKey } from './signing/rotation.ts';
import { originsOf } from './signing/origins.ts';
import { openPublished } from './signing/published.ts';

export interface AuditConfig {
  readonly dataDir: string;
  /** The deployment's name. */
  readonly deployment: string;
  readonly headsIntervalMs: number;
}

/** An idle store is sealed within a second; beyond this the service is not ready. */
const maxSealLagMs = 60_000;

export interface WiredAudit extends WiredService<AuditRouter> {
  /** For a first start, so that its demo data can be verified at once. */
  readonly advanceHeads: () => Promise<boolean>;
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
  const audit = createAuditLogs({
    logs,
    reader: runtime.store,
    signer: createLogSigner(origins, keys, published),
    origins,
    rotations: () => rotationsOf(runtime),
    published,
    headsTimes: () => {
      const now = runtime.clock.now();
      return { now: instantOf(now), next: instantOf(nextHeadsAt(now, config.headsIntervalMs)) };
    },
  });
  const heads: HeadsOptions = { runtime, logs, origins, hasher, headsIntervalMs: config.headsIntervalMs };
  registerHealth(runtime, logs);
  return {
    router: createApi({ runtime, audit, keys }),
    advanceHeads: () => advanceHeads(heads),
    run: (signal) => runHeads(heads, signal),
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

const registerHealth = ({ health, store, clock }: ServiceRuntime, logs: ReturnType<typeof openDivisionLogs>): void => {
  let behindSince: number | undefined;
  health.register('sealing', async () => {
    const [head, sealed] = [await store.head(), logs.position()];
    behindSince = sealed >= head ? undefined : (behindSince ?? clock.now());
    const lagMs = behindSince === undefined ? 0 : clock.now() - behindSince;
    return lagMs <= maxSealLagMs
      ? { ok: true }
      : { ok: false, detail: `events have waited ${Math.round(lagMs / 1000)} s to be sealed` };
  });
};
