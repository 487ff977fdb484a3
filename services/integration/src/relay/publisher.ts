/** A message to the integrators, as `docs/events` describes it. */
export interface Message {
  readonly topic: string;
  /** Messages of one key are in order. */
  readonly key: string;
  /** A CloudEvent in structured mode. */
  readonly value: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the relay hands messages to. */
export interface Publisher {
  /** Connects, anew where it was connected. Throws where it can't, or where the topics are not as declared. */
  open(): Promise<void>;
  /**
   * Resolves when all of them are kept by as many brokers as there should be. Those of one topic and key are in the
   * order given. Where it throws, any of them may have been kept: `open` it and send them again.
   */
  send(messages: readonly Message[]): Promise<void>;
  close(): Promise<void>;
}
