import type { Resource } from '@cunjian/access';
import { isHeadsLog, nationalDivision, parseLogName } from '@cunjian/contracts';
import { type Refused } from '@cunjian/kernel';
import type { createProcedures, ServiceRuntime } from '@cunjian/service-kit';
import { z } from 'zod';
import type { AuditLogs } from '../audit-logs.ts';
import type { KeyRing } from '../signing/key-ring.ts';

export type Procedures = ReturnType<typeof createProcedures>;

/** What the procedures work with. */
export interface Audit {
  readonly runtime: ServiceRuntime;
  readonly audit: AuditLogs;
  readonly keys: KeyRing;
}

/** Things of the deployment as a whole. */
export const nation: Resource = { division: nationalDivision };
export const divisionInput = z.string().regex(/^\d{12}$/);
export const logInput = z
  .string()
  .refine((name) => parseLogName(name) !== undefined, '`heads` or a division code, and `/epoch-<n>`');
export const positionInput = z.string().regex(/^\d{1,20}$/);
/** Entries of one answer: a bundle. */
export const maxPage = 256;

/** Whose rights decide over a log; nobody's over the heads, which are public. */
export const divisionOf = (log: string): string =>
  isHeadsLog(log) ? nationalDivision : (parseLogName(log)?.log ?? nationalDivision);

export const failed = ({ refused }: Refused) => ({ ok: false as const, refusals: refused });
