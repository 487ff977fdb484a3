import type { Config } from '@cunjian/standalone/config';

/** Heads advance when a test says so: an hour is longer than any test. */
const headsIntervalMs = 3_600_000;

export const testConfig = (dataDir: string): Config => ({
  dataDir,
  port: 0,
  host: '127.0.0.1',
  demo: undefined,
  origin: undefined,
  url: undefined,
  issuer: undefined,
  registry: { slipDays: 30, realName: undefined },
  trustedProxies: 0,
  operators: ['operator', 'operator2'],
  headsIntervalMs,
  logLevel: 'error',
  production: false,
});
