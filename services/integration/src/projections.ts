import { accessProjections } from '@cunjian/access';
import type { Projection } from '@cunjian/processing';
import { webhooks } from './projections/webhooks.ts';

/** The service's read models and those that tell it who calls. */
export const projections: readonly Projection[] = [...accessProjections, webhooks];
