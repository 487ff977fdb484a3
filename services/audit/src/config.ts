import { z } from 'zod';

/** Variables of audit, for whatever process it runs in; an empty one counts as not set. */
export const auditSettings = z.object({
  CUNJIAN_HEADS_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(3_600_000)
    .describe('Set how often the public heads log advances, in milliseconds.'),
});
