import { accessProjections } from '@cunjian/access';
import type { Projection } from '@cunjian/processing';
import { erasedFiles } from '@cunjian/service-kit/acting';
import { comments } from './projections/comments.ts';
import { supports } from './projections/supports.ts';
import { tokens } from './projections/tokens.ts';
import { topics } from './projections/topics.ts';

/** This service's read models and those that tell it who calls. Run by one background thread of the process. */
export const consultationProjections: readonly Projection[] = [
  ...accessProjections,
  erasedFiles,
  tokens,
  topics,
  supports,
  comments,
];
