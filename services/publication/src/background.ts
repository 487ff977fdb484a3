import type { BackgroundService } from '@cunjian/service-kit';
import { publicationProjections } from './projections.ts';
import { publicationReactions } from './reactions.ts';

export const background: BackgroundService = {
  service: 'publication',
  projections: publicationProjections,
  reactions: publicationReactions,
};
