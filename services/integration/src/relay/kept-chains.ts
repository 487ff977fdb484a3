import { sealedFields } from '@cunjian/contracts/envelope-fields';
import type { StoredEvent } from '@cunjian/event-store';
import type { CollectionSpec, ReadModelStore, Write } from '@cunjian/read-model';
import { createLinker, type Chain, type Link } from '../log-chains.ts';

/** In memory; then it begins anew. */
const maxKeptChains = 20_000;

interface Kept {
  readonly chain: Chain | undefined;
  /** Of the last event that is in it. */
  readonly position: bigint;
}

/** The chains of divisions, loaded when they are first wanted, and what of them is still to be written. */
export const createKeptChains = (store: Pick<ReadModelStore, 'load'>, spec: CollectionSpec) => {
  const kept = new Map<string, Kept>();
  const changed = new Set<string>();

  /** To be asked before their links. */
  const load = async (events: readonly StoredEvent[]): Promise<void> => {
    const divisions = new Set(events.map(({ bytes }) => sealedFields(bytes).division));
    const missing = [...divisions].filter((division) => !kept.has(division));
    if (missing.length === 0) return;
    const found = await store.load(spec, missing);
    for (const division of missing) {
      const loaded = found.get(division);
      kept.set(division, { chain: loaded?.document as Chain | undefined, position: loaded?.position ?? 0n });
    }
  };

  /** Of a batch: gives the link of each event in order; undefined where it is never sealed, or was sent before. */
  const linker = (): ((event: StoredEvent) => Link | undefined) => {
    const link = createLinker(
      (division) => kept.get(division)?.chain,
      (chain, { position }) => {
        kept.set(chain.division, { chain, position });
        changed.add(chain.division);
      },
    );
    return (event) => {
      const { division } = sealedFields(event.bytes);
      return event.position <= (kept.get(division)?.position ?? 0n) ? undefined : link(event);
    };
  };

  const writes = (): readonly Write[] =>
    [...changed].flatMap((key) => {
      const { chain, position } = kept.get(key) ?? {};
      return chain === undefined || position === undefined ? [] : [{ key, position, document: chain }];
    });

  return {
    load,
    linker,
    writes,
    /** They are written. */
    written: () => {
      changed.clear();
      if (kept.size > maxKeptChains) kept.clear();
    },
    forget: () => {
      changed.clear();
      kept.clear();
    },
  };
};
