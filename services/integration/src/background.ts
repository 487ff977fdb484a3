import type { BackgroundContext, BackgroundService } from '@cunjian/service-kit';
import { readConfig } from '@cunjian/service-kit/config';
import { openReadModelStore } from '@cunjian/service-kit/engines';
import { backgroundSettings } from './config.ts';
import { createPlacesSink } from './feed/places.ts';
import { placesStore } from './feed/places-store.ts';
import { projections } from './projections.ts';
import { openRelay } from './relay/open-relay.ts';
import { openSealed } from './open-sealed.ts';
import { createSealedReader } from './sealed-reader.ts';

/** What hands sealed events to integrators, and the read models of access. */
export const background: BackgroundService = {
  service: 'integration',
  projections,
  reactions: [],
  openSinks: async (context: BackgroundContext) => {
    const config = readConfig(backgroundSettings, process.env);
    const reader = createSealedReader(context.events, await openSealed(context, config), context.clock);
    const relay = await openRelay(context, config, reader);
    const store = await openReadModelStore(context, placesStore);
    const places = { ...createPlacesSink(store), reader, close: () => store.close() };
    return relay === undefined ? [places] : [places, relay];
  },
};
