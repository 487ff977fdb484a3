/** Names of a deployment's logs and keys: the origins of DESIGN.md decisions 9 and 11. */
export const originsOf = (deployment: string) => ({
  /** `log`: as in sealing/log-name.ts. */
  division: (log: string): string => `${deployment}/division/${log}`,
  heads: `${deployment}/heads`,
  receipt: `${deployment}/receipt`,
  rotation: `${deployment}/rotation`,
});
export type Origins = ReturnType<typeof originsOf>;
