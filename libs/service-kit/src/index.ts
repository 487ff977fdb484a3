export {
  runInBackground,
  type BackgroundContext,
  type BackgroundService,
  type OpenedSink,
} from './run-in-background.ts';
export { createClockCheck, maxClockSkewMs, type ClockCheckOptions } from './clock-check.ts';
export { ConfigError, readConfig, type Together } from './config.ts';
export { createHealth, type Check, type Health, type Readiness } from './health.ts';
export { createGrantLag, type GrantLagOptions } from './grant-lag.ts';
export { lookUpOnce } from './look-up-once.ts';
export { createLog, logLevels, type Log, type LogLevel, type LogOptions } from './log.ts';
export { Counter, createMetrics, Gauge, Histogram, type Metrics } from './metrics.ts';
export {
  commandInput,
  createProcedures,
  queryInput,
  refuseQuery,
  type Answer,
  type Answering,
  type Authorisation,
  type CallContext,
  type Done,
  type Outcome,
  type ResolveCaller,
} from './procedures.ts';
export { commandRefusals, commonRefusals } from './refusals.ts';
export { createReadGate, defaultMaxReadWaitMs, type Named, type ReadGate, type ReadGateOptions } from './read-gate.ts';
export {
  assembleRuntime,
  defaultMaxGrantLagMs,
  type ServiceRuntime,
  type ServiceStores,
  type SharedStores,
} from './runtime.ts';
export { dataLayout } from './data-layout.ts';
export { createServiceRuntime, openSharedStores, type ServiceRuntimeOptions } from './embedded.ts';
export type { Engines } from './engines.ts';
export { createRetention, retentionIntervalMs } from './retention.ts';
export { maxPendingMs, settlePending } from './settle-pending.ts';
export { serviceModule, serviceToken, type WiredService } from './service-module.ts';
export { loadOrCreateSecret } from './secrets.ts';
export { elapsed } from './elapsed.ts';
export { createFileClock, setFileClock } from './file-clock.ts';
export { createSharedClock, type SharedClock } from './shared-clock.ts';
export { systemClock, systemRandom } from './system.ts';
