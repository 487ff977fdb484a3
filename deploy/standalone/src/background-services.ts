import { auditBackground } from '@cunjian/audit/background';
import { publicationProjections } from '@cunjian/publication/projections';
import { publicationReactions } from '@cunjian/publication/reactions';
import { projections as registryProjections } from '@cunjian/registry/projections';
import { reactions as registryReactions } from '@cunjian/registry/reactions';
import type { BackgroundService } from '@cunjian/service-kit';

/** What the background thread runs. Nothing of the services' APIs is loaded there. */
export const backgroundServices: readonly BackgroundService[] = [
  { service: 'registry', projections: registryProjections, reactions: registryReactions },
  { service: 'publication', projections: publicationProjections, reactions: publicationReactions },
  auditBackground,
];
