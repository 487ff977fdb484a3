import type { EventStoreDb } from '@cunjian/event-store/eventstoredb';
import { systemClock, systemRandom } from '@cunjian/service-kit';

/** The client of the server is loaded by the commands that need it. */
export const openEventStore = async (connectionString: string): Promise<EventStoreDb> => {
  const { openEventStoreDb } = await import('@cunjian/event-store/eventstoredb');
  return openEventStoreDb({ connectionString, clock: systemClock, random: systemRandom });
};
