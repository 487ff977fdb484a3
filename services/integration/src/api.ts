import { createProcedures, type ServiceRuntime } from '@cunjian/service-kit';

/** The service's procedures. */
export const createApi = ({ resolveCaller, readGate }: ServiceRuntime) => {
  const procedures = createProcedures(resolveCaller, readGate);
  return procedures.router({});
};
export type IntegrationRouter = ReturnType<typeof createApi>;
