import { readStandaloneConfig, type Config } from '@cunjian/standalone/config';

/** Heads advance when a test says so: an hour is longer than any test. */
const headsIntervalMs = 3_600_000;

/** As nobody has set anything, on any free port. */
export const testConfig = (dataDir: string): Config => ({
  ...readStandaloneConfig({}),
  dataDir,
  port: 0,
  headsIntervalMs,
  logLevel: 'error',
  // Receivers of webhooks listen where the tests do.
  webhookNetworks: ['127.0.0.1/32'],
});
