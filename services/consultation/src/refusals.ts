import type { RefusalTexts } from '@cunjian/contracts';

/** The text of every refusal of this service. */
export const consultationRefusals: RefusalTexts = {};
