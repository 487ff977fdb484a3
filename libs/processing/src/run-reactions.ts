import type { Reaction } from './reaction.ts';
import { createReactor, type ReactorOptions } from './reactor.ts';
import { runSink, type RunSinkOptions } from './run-sink.ts';

export interface RunReactionsOptions extends Omit<RunSinkOptions, 'sink' | 'clock'>, Omit<ReactorOptions, 'reaction'> {
  readonly reactions: readonly Reaction[];
}

/** Commands already dispatched are dispatched again after an error in the same batch: keep it short. */
const maxReactionBatchEvents = 100;

/** Runs the reactions of a service until `signal` is aborted, each on its own. `store` must have no other writer: give it a file of its own. */
export const runReactions = async (options: RunReactionsOptions): Promise<void> => {
  const sinks = options.reactions.map((reaction) => createReactor({ ...options, reaction }));
  await Promise.all(sinks.map((sink) => runSink({ maxBatchEvents: maxReactionBatchEvents, ...options, sink })));
};
