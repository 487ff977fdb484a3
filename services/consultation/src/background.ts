import type { BackgroundService } from '@cunjian/service-kit';
import { consultationProjections } from './projections.ts';
import { consultationReactions } from './reactions.ts';

export const background: BackgroundService = {
  service: 'consultation',
  projections: consultationProjections,
  reactions: consultationReactions,
};
