import { nationalDivision } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import type { ServiceRuntime } from '@cunjian/service-kit';
import { encodeBase64, type TreeHead } from '@cunjian/tlog';
import { cosignedDecider, cosignedStream, withCosignatures, type Cosignature, type HeadsCosigned } from './cosigned.ts';

/** What witnesses said of the heads, in events; of the newest tree it is kept in memory, too. */
export interface CosignatureRecord {
  /** The newest of each witness over this very tree. */
  of(log: string, head: TreeHead): Promise<readonly Cosignature[]>;
  add(log: string, head: TreeHead, cosignatures: readonly Cosignature[]): Promise<void>;
}

const actor = 'system:witnesses';

export const createCosignatureRecord = (
  runtime: Pick<ServiceRuntime, 'handle' | 'random' | 'store' | 'catalogue'>,
): CosignatureRecord => {
  let kept: { readonly tree: string; readonly cosignatures: Promise<readonly Cosignature[]> } | undefined;
  const load = async (log: string, { size, root }: TreeHead): Promise<readonly Cosignature[]> => {
    let latest = cosignedDecider.initialState;
    for (const stored of await runtime.store.readStream(cosignedStream({ log, size }))) {
      const data = runtime.catalogue.decode(stored).data as HeadsCosigned;
      if (data.root === encodeBase64(root)) latest = withCosignatures(latest, data.cosignatures);
    }
    return [...latest.values()];
  };
  return {
    of: (log, head) => {
      const tree = `${log} ${head.size} ${encodeBase64(head.root)}`;
      if (kept?.tree === tree) return kept.cosignatures;
      const cosignatures = load(log, head);
      kept = { tree, cosignatures };
      cosignatures.catch(() => (kept = undefined));
      return cosignatures;
    },
    add: async (log, { size, root }, cosignatures) => {
      const command = { log, size, root: encodeBase64(root), cosignatures: [...cosignatures] };
      const handled = await runtime.handle({
        stream: cosignedStream(command),
        decider: cosignedDecider,
        command,
        meta: {
          commandId: runtime.random.uuid(),
          actor,
          division: nationalDivision,
          correlationId: actor,
          audience: 'public',
        },
      });
      kept = undefined;
      if (isRefused(handled)) throw new Error(`cosignatures were not recorded: ${handled.refused[0].code}`);
    },
  };
};
