import { logOrigin } from '@cunjian/contracts';

/** Names of a deployment's logs and keys: the origins of DESIGN.md decisions 9 and 11. */
export const originsOf = (deployment: string) => ({
  /** Of a log by its name. */
  of: (log: string): string => logOrigin(deployment, log),
  receipt: `${deployment}/receipt`,
  rotation: `${deployment}/rotation`,
});
export type Origins = ReturnType<typeof originsOf>;
