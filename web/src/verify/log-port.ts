/** Gives the bytes below `/log`, undefined where the server has none. Any server's: nothing it says is believed. */
export type FetchLog = (path: string) => Promise<Uint8Array | undefined>;

/** Thrown by a `FetchLog` that got no answer at all: no sign of tampering, the check is just not finished. */
export class LogUnreachable extends Error {}
