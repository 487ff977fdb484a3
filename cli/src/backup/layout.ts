/**
 * A backup: `store/` (events, what was signed), `secrets/`, and apart from them `vault/` and `blobs/`, of which no copy
 * may outlive an erasure for longer than the law gives it: a restore erases again what the events say is gone.
 */
export interface BackupManifest {
  readonly format: 'cunjian-backup/1';
  /** Position of the last event in it. */
  readonly position: string;
  readonly files: readonly string[];
}
export const manifestFile = 'backup.json';
