import type { BackgroundService } from '@cunjian/service-kit';
import { projections } from './projections.ts';
import { reactions } from './reactions.ts';

export const registryBackground: BackgroundService = { service: 'registry', projections, reactions };
