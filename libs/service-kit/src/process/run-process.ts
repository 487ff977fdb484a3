import { createLog, type Log } from '../log.ts';
import { ConfigError } from '../config.ts';
import { systemClock } from '../system.ts';
import { explainStartFailure, type Wanted } from './start-failure.ts';

/** What waits for a server that is away would wait for it without end. */
const maxStartWaitMs = 5_000;

export interface Running {
  readonly log: Pick<Log, 'fatal' | 'info'>;
  /** Resolves with the error of what may not end by one. */
  readonly failed: Promise<unknown>;
  /** No new work, what runs is finished, checkpoints are written. */
  stop(): Promise<void>;
}

/**
 * The life of a process: starts, stops on SIGTERM and SIGINT (from a start under way when that is done, or takes too
 * long), at once where it is asked twice, and ends with 1 where it could not start or something failed for good. What the operator
 * has to decide is said in words, without a stack; anything else is a line of the log.
 */
export const runProcess = async (
  start: () => Promise<Running>,
  /** What the start is to use, as far as that is known, to say what is wrong with it. */
  wanted: () => Wanted | undefined,
): Promise<void> => {
  const starting = start();
  let stopping = false;
  const stop = async (exitCode: number): Promise<void> => {
    // Asked a second time, it ends at once: whatever was acknowledged is on disk.
    if (stopping) process.exit(1);
    stopping = true;
    // Why it did not start is said below.
    const started = starting.catch(() => undefined);
    await (await Promise.race([started, systemClock.sleep(maxStartWaitMs)]))?.stop();
    process.exit(exitCode);
  };
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGINT', () => void stop(0));
  let running: Running;
  try {
    running = await starting;
  } catch (error) {
    const used = wanted();
    const reason = error instanceof ConfigError ? error.message : used && explainStartFailure(error, used);
    if (reason === undefined) createLog({ process: 'start' }).fatal({ err: error }, 'the process did not start');
    else console.error(`村鉴 Cunjian did not start: ${reason}`);
    process.exit(1);
  }
  void running.failed.then((error) => {
    running.log.fatal({ err: error }, 'a part of the process ended by an error');
    return stop(1);
  });
};
