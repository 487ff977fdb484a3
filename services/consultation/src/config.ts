import { z } from 'zod';

/** What this service asks of its environment as a process of its own. */
export const consultationSettings = z.object({
  CUNJIAN_REGISTRY_URL: z
    .url({ protocol: /^https?$/ })
    .describe('Set where registry listens, like http://registry:4100: the rolls of assemblies come from it.'),
});
