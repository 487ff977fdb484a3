import { join } from 'node:path';
import { dataLayout } from '@cunjian/service-kit/data-layout';

/** What the service keeps below the data folder. */
export const auditFiles = (dataDir: string) => ({
  /** Derived: may be deleted, and is rebuilt. */
  logs: dataLayout(dataDir).sealedLogs,
  /** Not derived: belongs into backups. */
  published: join(dataDir, 'published.sqlite'),
  /** Of each purpose. */
  keys: { log: join(dataDir, 'secrets', 'log.key'), receipt: join(dataDir, 'secrets', 'receipt.key') },
});
