import { auditBackground } from '@cunjian/audit/background';
import { publicationProjections } from '@cunjian/publication/projections';
import { projections as registryProjections } from '@cunjian/registry/projections';
import type { BackgroundService } from '@cunjian/service-kit';

/** What the background thread runs. Nothing of the services' APIs is loaded there. */
export const backgroundServices: readonly BackgroundService[] = [
  { service: 'registry', projections: registryProjections, reactions: [] },
  { service: 'publication', projections: publicationProjections, reactions: [] },
  auditBackground,
];
