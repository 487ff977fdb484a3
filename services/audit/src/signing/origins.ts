import { isHeadsLog } from '../sealing/log-name.ts';

/** Names of a deployment's logs and keys: the origins of DESIGN.md decisions 9 and 11. */
export const originsOf = (deployment: string) => ({
  /** Of a log by its name. */
  of: (log: string): string => (isHeadsLog(log) ? `${deployment}/${log}` : `${deployment}/division/${log}`),
  receipt: `${deployment}/receipt`,
  rotation: `${deployment}/rotation`,
});
export type Origins = ReturnType<typeof originsOf>;
