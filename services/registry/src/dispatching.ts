import { isRefused, type Refused } from '@cunjian/kernel';
import type { Named } from '@cunjian/service-kit';
import type { Registry } from './registry-context.ts';

/** Refusals of the store that pass: the whole command is dispatched again later. */
const passing: ReadonlySet<string> = new Set(['store.busy', 'store.full', 'command.contended']);

/** Whether a part of a larger command was refused for good. Throws where it may succeed later. */
export const isFinal = (handled: object | Refused): boolean => {
  if (!isRefused(handled)) return false;
  const [{ code }] = handled.refused;
  if (passing.has(code)) throw new Error(code);
  return true;
};

/** A comparison with what is there is only as good as the read models: throws where they lag, to be tried again. */
export const levelWithStore = async (
  { runtime }: Pick<Registry, 'runtime'>,
  reads: readonly Named[],
): Promise<void> => {
  if (!(await runtime.readGate.reached(reads, await runtime.store.head())))
    throw new Error(`${reads.map(({ name }) => name).join(', ')}: behind the store`);
};

/**
 * Whether an import was written to its end. Dispatched again later, an old list would bring back the names that newer
 * ones have changed.
 */
export const isCompleted = async ({ runtime }: Pick<Registry, 'runtime'>, stream: string): Promise<boolean> => {
  const [last] = await runtime.store.readStream(stream, { direction: 'backwards', limit: 1 });
  return last !== undefined && runtime.catalogue.decode(last).name.endsWith('-completed');
};
