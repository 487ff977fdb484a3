import { accessProjections } from '@cunjian/access';
import type { BackgroundService } from '@cunjian/service-kit';
import { auditFiles } from './files.ts';
import { createSealer } from './sealing/sealer.ts';

/** The sealer, in one place of the deployment only, and the read models of access. */
export const background: BackgroundService = {
  service: 'audit',
  projections: accessProjections,
  reactions: [],
  openSinks: async ({ dataDir, deployment }) => [createSealer({ file: auditFiles(dataDir).logs, deployment })],
};
