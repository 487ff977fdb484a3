import type { Projection } from '@cunjian/processing';
import { accounts } from './accounts.ts';
import { actors } from './actors.ts';
import { bodies } from './bodies.ts';
import { offices } from './offices.ts';

/** Every service builds these in its own store, beside its own read models. */
export const accessProjections: readonly Projection[] = [accounts, actors, offices, bodies];
