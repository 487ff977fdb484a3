import { createProcedures } from '@cunjian/service-kit';
import type { Consultation } from './consultation-context.ts';

/** Every procedure: parse → authorise → handle or query. */
export const createApi = (consultation: Consultation) => {
  const { resolveCaller, readGate } = consultation.runtime;
  const procedures = createProcedures(resolveCaller, readGate);
  return procedures.router({});
};

export type ConsultationRouter = ReturnType<typeof createApi>;
