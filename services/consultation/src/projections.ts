import { accessProjections } from '@cunjian/access';
import type { Projection } from '@cunjian/processing';
import { erasedFiles } from '@cunjian/service-kit/acting';
import { ballots } from './projections/ballots.ts';
import { comments } from './projections/comments.ts';
import { financeLinks } from './projections/finance-links.ts';
import { proceedings } from './projections/proceedings.ts';
import { representativesMeetings } from './projections/representatives-meetings.ts';
import { resolutions } from './projections/resolutions.ts';
import { entitlements } from './projections/entitlements.ts';
import { rollEntries } from './projections/roll-entries.ts';
import { rollObjections, rolls } from './projections/rolls.ts';
import { suggestions } from './projections/suggestions.ts';
import { supports } from './projections/supports.ts';
import { tokens } from './projections/tokens.ts';
import { topics } from './projections/topics.ts';
import { villageFigures } from './projections/village-figures.ts';

/** This service's read models and those that tell it who calls. Run by one background thread of the process. */
export const consultationProjections: readonly Projection[] = [
  ...accessProjections,
  erasedFiles,
  tokens,
  topics,
  supports,
  comments,
  suggestions,
  proceedings,
  resolutions,
  representativesMeetings,
  financeLinks,
  villageFigures,
  ballots,
  rolls,
  rollEntries,
  rollObjections,
  entitlements,
];
