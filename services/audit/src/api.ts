import { createProcedures } from '@cunjian/service-kit';
import type { Audit } from './api/audit-context.ts';
import { keyProcedures } from './api/keys.ts';
import { logProcedures } from './api/logs.ts';
import { openingProcedures } from './api/openings.ts';
import { receiptProcedures } from './api/receipts.ts';
import { timelineProcedures } from './api/timeline.ts';

/** The service's procedures. Bytes travel as Base64. */
export const createApi = (audit: Audit) => {
  const { resolveCaller, readGate } = audit.runtime;
  const procedures = createProcedures(resolveCaller, readGate);
  return procedures.router({
    ...logProcedures(audit, procedures),
    ...openingProcedures(audit, procedures),
    ...receiptProcedures(audit, procedures),
    ...timelineProcedures(audit, procedures),
    ...keyProcedures(audit, procedures),
  });
};
export type AuditRouter = ReturnType<typeof createApi>;
