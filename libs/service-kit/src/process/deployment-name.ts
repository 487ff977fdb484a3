import type { Catalogue } from '@cunjian/contracts';
import type { EventStore } from '@cunjian/event-store';
import type { Clock } from '@cunjian/kernel';

/** The stream whose first event founds the deployment and names it (services/registry). */
export const deploymentStream = 'deployment';
const lookEveryMs = 500;

type Founded = { readonly store: Pick<EventStore, 'readStream'>; readonly catalogue: Catalogue };

/** The name that the store was founded with; undefined for an empty store. */
export const foundedName = async ({ store, catalogue }: Founded): Promise<string | undefined> => {
  const [first] = await store.readStream(deploymentStream, { limit: 1 });
  return first === undefined ? undefined : (catalogue.decode(first).data as { readonly name: string }).name;
};

/** Waits until the registry has founded the deployment, as all other services do. */
export const waitForDeployment = async (founded: Founded, clock: Pick<Clock, 'sleep'>): Promise<string> => {
  for (;;) {
    const name = await foundedName(founded);
    if (name !== undefined) return name;
    await clock.sleep(lookEveryMs);
  }
};
