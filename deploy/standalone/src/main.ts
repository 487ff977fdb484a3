/** `npm start`: reads the environment, starts everything, says where the page is, stops on SIGTERM and SIGINT. */
import { demoAccounts } from '@cunjian/gateway/sign-in/demo-accounts';
import { ConfigError } from '@cunjian/service-kit';
import { explainStartFailure } from '@cunjian/service-kit/process';
import { readStandaloneConfig, type Config } from './config.ts';
import { startStandalone } from './standalone.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const startedAt = performance.now();
const report = (line: string): void => {
  process.stdout.write(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}\n`);
};

const run = async (config: Config): Promise<void> => {
  const standalone = await startStandalone(config, report);
  const stopping = new AbortController();
  const stop = async (exitCode: number): Promise<void> => {
    // Asked a second time, it ends at once: whatever was acknowledged is on disk.
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort();
    report('stopping');
    await standalone.stop();
    process.exit(exitCode);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  void standalone.failed.then((error) => {
    standalone.shared.log.fatal({ err: error }, 'a service ended by an error');
    return stop(1);
  });

  report('bringing the read models up to date');
  if (!(await waitUntilReady(standalone, report, stopping.signal))) return;
  report(`村鉴 Cunjian (${standalone.deployment}) is ready: ${standalone.url}`);
  if (!standalone.demo) return;
  report('with demo data; sign in on the page, without a password, as');
  for (const { account, zh, en } of demoAccounts) report(`  ${account.padEnd(22)} ${zh} ${en}`);
};

let config: Config | undefined;
try {
  config = readStandaloneConfig(process.env);
  await run(config);
} catch (error) {
  const reason = error instanceof ConfigError ? error.message : config && explainStartFailure(error, config);
  if (reason === undefined) throw error;
  console.error(`村鉴 Cunjian did not start: ${reason}`);
  process.exit(1);
}
