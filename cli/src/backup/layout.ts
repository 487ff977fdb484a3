/** A backup: `store/` (events, what was signed), `blobs/`, `secrets/`, and apart from them `vault/`, which must not outlive an erasure. */
export interface BackupManifest {
  readonly format: 'cunjian-backup/1';
  /** Position of the last event in it. */
  readonly position: string;
  readonly files: readonly string[];
}
export const manifestFile = 'backup.json';
