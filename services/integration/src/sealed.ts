/** How far audit has sealed the store: integrators are given nothing beyond it. */
export interface Sealed {
  /** Position up to which every event is in its division log; 0n where nothing is sealed yet. */
  position(): Promise<bigint>;
}
