/**
 * How long the browser and the system may take on a machine that does much else. Nothing waits for time: each wait ends
 * with what the page shows, and these only end what hangs.
 */
export const patience = { stepMs: 120_000, caseMs: 600_000, startMs: 400_000 } as const;
