import type { WiredService, ServiceRuntime } from '@cunjian/service-kit';
import { loadOrCreateSecret } from '@cunjian/service-kit';
import { createApi, type AuditRouter } from './api.ts';
import { createAuditLogs } from './audit-logs.ts';
import { auditFiles } from './files.ts';
import { runHeads, advanceHeads, type HeadsOptions } from './heads/run-heads.ts';
import { openDivisionLogs } from './sealing/division-logs.ts';
import { createServerHasher } from './sealing/server-hasher.ts';
import { createLogSigner } from './signing/log-signer.ts';
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
  const hasher = createServerHasher();
  const published = openPublished(files.published);
  const keys = {
    log: await loadOrCreateSecret(files.logKey, runtime.random),
    receipt: await loadOrCreateSecret(files.receiptKey, runtime.random),
  };
  const logs = openDivisionLogs(files.logs, runtime.store);
  const audit = createAuditLogs({
    logs,
    reader: runtime.store,
    signer: createLogSigner(origins, keys, published),
    origins,
    published,
  });
  const heads: HeadsOptions = { runtime, logs, origins, hasher, headsIntervalMs: config.headsIntervalMs };
  registerHealth(runtime, logs);
  return {
    router: createApi(runtime, audit),
    advanceHeads: () => advanceHeads(heads),
    run: (signal) => runHeads(heads, signal),
    close: async () => {
      logs.close();
      published.close();
    },
  };
};

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
