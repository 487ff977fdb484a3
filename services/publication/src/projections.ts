import { erasedFiles } from '@cunjian/service-kit/acting';
import { accessProjections } from '@cunjian/access';
import type { Projection } from '@cunjian/processing';
import { candidateContents, versionContents } from './projections/contents.ts';
import { coverage } from './projections/coverage.ts';
import { disclosures } from './projections/disclosures.ts';
import { namedFiles } from './projections/named-files.ts';
import { notices } from './projections/notices.ts';
import { objections } from './projections/objections.ts';

/** This service's read models and those that tell it who calls. Run by one background thread of the process. */
export const publicationProjections: readonly Projection[] = [
  ...accessProjections,
  disclosures,
  versionContents,
  candidateContents,
  coverage,
  notices,
  objections,
  namedFiles,
  erasedFiles,
];
