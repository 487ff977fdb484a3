/** The only source of time. Adapters read the machine's clock; tests and simulations turn it by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves after `ms` of this clock's time, or at once where `signal` is aborted. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The only source of randomness. */
export interface Random {
  bytes(length: number): Uint8Array;
  /** A random UUID (version 4), lower case. */
  uuid(): string;
}
