import { accessProjections } from '@cunjian/access';
import type { BackgroundContext, BackgroundService } from '@cunjian/service-kit';
import { readConfig } from '@cunjian/service-kit/config';
import { backgroundSettings } from './config.ts';
import { openRelay } from './relay/open-relay.ts';
import { openSealed } from './open-sealed.ts';
import { createSealedReader } from './sealed-reader.ts';

/** What hands sealed events to integrators, and the read models of access. */
export const background: BackgroundService = {
  service: 'integration',
  projections: accessProjections,
  reactions: [],
  openSinks: async (context: BackgroundContext) => {
    const config = readConfig(backgroundSettings, process.env);
    const reader = createSealedReader(context.events, await openSealed(context, config), context.clock);
    const relay = await openRelay(context, config, reader);
    return relay === undefined ? [] : [relay];
  },
};
