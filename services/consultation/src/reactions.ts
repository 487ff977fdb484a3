import type { Reaction } from '@cunjian/processing';
import { eraseValues } from './reactions/erase-values.ts';

/** Deadlines that this service's events set, and erasures. Run in the background thread; see `createDispatch`. */
export const consultationReactions: readonly Reaction[] = [eraseValues];
