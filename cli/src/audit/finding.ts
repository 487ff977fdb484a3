import type { OpenedCheckpoint, TreeReader } from '@cunjian/tlog';

export interface Finding {
  /** `entry 1234`, `tile/0/004`, `checkpoint`, `heads entry 7`, `openings/003.txt`, … with the folder of an earlier epoch before it. */
  readonly where: string;
  readonly what: string;
}
export type Find = (where: string, what: string) => void;

/** One tree whose every hash was checked. */
export interface VerifiedLog {
  /** As in `epoch-1/`, empty for the last epoch. */
  readonly folder: string;
  readonly checkpoint: OpenedCheckpoint;
  readonly tree: TreeReader;
}
