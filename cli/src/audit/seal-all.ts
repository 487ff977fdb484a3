import { createSealer } from '@cunjian/audit/sealing/sealer';
import { catalogue } from '@cunjian/contracts';
import type { EventReader } from '@cunjian/event-store';
import { CommandRefused } from '../output.ts';

const batchEvents = 2_000;

/** Builds all logs of a store from zero into `file`; answers the deployment's name. */
export const sealAll = async (
  events: EventReader,
  file: string,
  onProgress: (position: bigint, head: bigint) => void,
): Promise<string> => {
  const [first] = await events.readStream('deployment', { limit: 1 });
  if (first === undefined) throw new CommandRefused('the store holds no deployment');
  const { name: deployment } = catalogue.decode(first).data as { name: string };
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
