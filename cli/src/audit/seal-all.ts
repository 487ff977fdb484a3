import { createSealer } from '@cunjian/audit/sealing/sealer';
import { catalogue } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import { foundedName } from '@cunjian/service-kit/deployment-name';
import { CommandRefused } from '../output.ts';

const batchEvents = 2_000;

/** Builds all logs of a store from zero into `file`; answers the deployment's name. */
export const sealAll = async (
  events: EventReader,
  file: string,
  onProgress: (position: bigint, head: bigint) => void,
): Promise<string> => {
  const deployment = await foundedName({ store: events, catalogue });
  if (deployment === undefined) throw new CommandRefused('the store holds no deployment');
  const sealer = createSealer({ file, deployment });
  const head = await events.head();
  for (let after = 0n; ;) {
    const batch = await events.readAll({ after, limit: batchEvents });
    if (batch.position === after) break;
    await sealer.take(batch, false);
    after = batch.position;
    onProgress(after, head);
  }
  sealer.close();
  return deployment;
};
