import type { BackgroundService } from '@cunjian/service-kit';
import { projections } from './projections.ts';
import { reactions } from './reactions.ts';

export const background: BackgroundService = { service: 'registry', projections, reactions };
