import { readConfig } from '@cunjian/service-kit';
import { z } from 'zod';

const schema = z.object({
  CUNJIAN_DATA: z.string().default('./data').describe('The data folder; default ./data.'),
  CUNJIAN_SLIP_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe('How many days an activation slip is valid: 1 to 365, default 30.'),
});

export interface RegistryConfig {
  readonly dataDir: string;
  /** An activation slip that nobody used by then is void. */
  readonly slipDays: number;
}

/** Throws a `ConfigError` that names every bad variable at once. */
export const readRegistryConfig = (env: NodeJS.ProcessEnv): RegistryConfig => {
  const { CUNJIAN_DATA: dataDir, CUNJIAN_SLIP_DAYS: slipDays } = readConfig(schema, env);
  return Object.freeze({ dataDir, slipDays });
};
