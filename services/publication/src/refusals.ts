import type { RefusalTexts } from '@cunjian/contracts';
import { disclosureRefusals } from './refusals/disclosure.ts';
import { fileRefusals } from './refusals/file.ts';
import { figureRefusals } from './refusals/figures.ts';
import { importRefusals } from './refusals/import.ts';
import { noticeRefusals } from './refusals/notice.ts';
import { objectionRefusals } from './refusals/objection.ts';
import { sectionRefusals } from './refusals/sections.ts';

/** The text of every refusal of this service. */
export const publicationRefusals: RefusalTexts = {
  ...figureRefusals,
  ...sectionRefusals,
  ...disclosureRefusals,
  ...importRefusals,
  ...noticeRefusals,
  ...objectionRefusals,
  ...fileRefusals,
};
