import { join } from 'node:path';

/** What the service keeps below the data folder. */
export const auditFiles = (dataDir: string) => ({
  /** Derived: may be deleted, and is rebuilt. */
  logs: join(dataDir, 'read-models', 'audit-logs.sqlite'),
  /** Not derived: belongs into backups. */
  published: join(dataDir, 'published.sqlite'),
  /** Of each purpose. */
  keys: { log: join(dataDir, 'secrets', 'log.key'), receipt: join(dataDir, 'secrets', 'receipt.key') },
});
