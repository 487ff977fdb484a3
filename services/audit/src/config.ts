import { z } from 'zod';
import { noWitnesses, readWitnessPolicy } from './witnesses/witness-policy.ts';

/** Variables of audit, for whatever process it runs in; an empty one counts as not set. */
export const auditSettings = z.object({
  CUNJIAN_HEADS_INTERVAL_MS: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(86_400_000)
    .default(3_600_000)
    .describe('Set how often the public heads log advances, in milliseconds.'),
  CUNJIAN_WITNESSES: z
    .string()
    .transform((text, context) => {
      try {
        return readWitnessPolicy(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
        return z.NEVER;
      }
    })
    .default(noWitnesses)
    .describe(
      'Set lines of C2SP tlog-policy, divided by line breaks or semicolons: witness <name> <vkey> <url>, group <name> <k> <name>…, quorum <name>.',
    ),
});
