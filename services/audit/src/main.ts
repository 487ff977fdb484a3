/** Audit in a process of its own: the only one that holds signing keys, and one alone. */
import { runService } from '@cunjian/service-kit/process';
import { wireAudit } from './audit.module.ts';
import { auditSettings } from './config.ts';

await runService({
  service: 'audit',
  settings: auditSettings,
  background: import.meta.resolve('./background.ts'),
  callers: ['gateway', 'integration'],
  wire: async (
    runtime,
    { CUNJIAN_DATA: dataDir, CUNJIAN_HEADS_INTERVAL_MS: headsIntervalMs, CUNJIAN_WITNESSES: witnesses },
    deployment,
  ) => {
    const wired = await wireAudit(runtime, { dataDir, deployment, headsIntervalMs, witnesses });
    // For an operator who does not want to wait for the next heads.
    process.on('SIGUSR2', () => void wired.advanceHeads());
    return wired;
  },
});
