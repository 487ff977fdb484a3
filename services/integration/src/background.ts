import { accessProjections } from '@cunjian/access';
import type { BackgroundService } from '@cunjian/service-kit';

/** What hands sealed events to integrators, and the read models of access. */
export const background: BackgroundService = {
  service: 'integration',
  projections: accessProjections,
  reactions: [],
};
