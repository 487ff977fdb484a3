import { z } from 'zod';
import type { TracingOptions } from './start-tracing.ts';

export const tracingSettings = z.object({
  CUNJIAN_OTLP: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Set where traces are sent (OTLP/HTTP), like http://collector:4318; without it there are none.'),
  CUNJIAN_OTLP_RATIO: z.coerce.number().min(0).max(1).default(1).describe('Set how many of all traces, 0 to 1.'),
});

/** Undefined: nothing is traced. */
export const tracingOf = (
  { CUNJIAN_OTLP: endpoint, CUNJIAN_OTLP_RATIO: ratio }: z.output<typeof tracingSettings>,
  service: string,
): TracingOptions | undefined => (endpoint === undefined ? undefined : { endpoint, ratio, service });
