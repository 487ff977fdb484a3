import { accessProjections } from '@cunjian/access';
import type { Projection } from '@cunjian/processing';
import { accounts } from './projections/accounts.ts';
import { bodies } from './projections/bodies.ts';
import { contracts } from './projections/contracts.ts';
import { divisions } from './projections/divisions.ts';
import { erasures } from './projections/erasures.ts';
import { households } from './projections/households.ts';
import { imports } from './projections/imports.ts';
import { kinship } from './projections/kinship.ts';
import { kinshipPairs } from './projections/kinship-pairs.ts';
import { members } from './projections/members.ts';
import { offices } from './projections/offices.ts';
import { registrations } from './projections/registrations.ts';
import { residents } from './projections/residents.ts';
import { slips } from './projections/slips.ts';

/** The registry's read models and those that tell it who calls. Run by one background thread of the process. */
export const projections: readonly Projection[] = [
  ...accessProjections,
  divisions,
  bodies,
  offices,
  residents,
  registrations,
  households,
  kinship,
  kinshipPairs,
  members,
  contracts,
  slips,
  accounts,
  imports,
  erasures,
];
