import { digestsIn, maxDigestsPerCall } from '@cunjian/personal-data';
import type { ServiceRuntime } from './runtime.ts';

/**
 * How long values wait for their event: many times longer than a command takes, so that none is forgotten under one that
 * still runs.
 */
export const maxPendingMs = 60 * 60 * 1_000;
const valuesPerPage = 1_000;

type Stores = Pick<ServiceRuntime, 'vault' | 'store' | 'catalogue' | 'clock'>;

/** Confirms the values that events of their streams name, and forgets the others. Answers how many were forgotten. */
export const settlePending = async ({ vault, store, catalogue, clock }: Stores): Promise<number> => {
  const before = new Date(clock.now() - maxPendingMs).toISOString();
  let forgotten = 0;
  for (;;) {
    const page = await vault.pending({ before, limit: Math.min(valuesPerPage, maxDigestsPerCall) });
    const unnamed: string[] = [];
    for (const [stream, values] of Map.groupBy(page, (value) => value.stream)) {
      const events = (await store.readStream(stream)).map((stored) => catalogue.decode(stored));
      const named = new Set<string>(digestsIn(events.map(({ data }) => data)));
      await vault.confirm(values.flatMap(({ digest }) => (named.has(digest) ? [digest] : [])));
      unnamed.push(...values.flatMap(({ digest }) => (named.has(digest) ? [] : [digest])));
    }
    if (unnamed.length > 0) await vault.discard(unnamed, before);
    forgotten += unnamed.length;
    if (page.length < valuesPerPage) return forgotten;
  }
};
