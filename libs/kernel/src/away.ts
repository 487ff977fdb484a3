/** A server that this process works on does not answer, or not in time: it may come back. */
export interface Away extends Error {
  readonly code: 'SERVER_AWAY';
  /** What it is and what to do, for anybody to read: names no address, no user and no path. */
  readonly advice: string;
}

/** `message` is for the log alone. */
export const away = (message: string, advice: string, cause: unknown): Away =>
  Object.assign(new Error(message, { cause }), { code: 'SERVER_AWAY', advice } as const);

export const isAway = (error: unknown): error is Away =>
  error instanceof Error && 'code' in error && error.code === 'SERVER_AWAY';
