import { createProcedures } from '@cunjian/service-kit';
import { accountsRouter } from './api/accounts.ts';
import { assembliesRouter } from './api/assemblies.ts';
import { bodiesRouter } from './api/bodies.ts';
import { contractsRouter } from './api/contracts.ts';
import { divisionsRouter } from './api/divisions.ts';
import { importsRouter } from './api/imports.ts';
import { meRouter } from './api/me.ts';
import { membersRouter } from './api/members.ts';
import { officesRouter } from './api/offices.ts';
import { peopleRouter } from './api/people.ts';
import { personalDataRouter } from './api/personal-data.ts';
import { residentsRouter } from './api/residents.ts';
import { slipsRouter } from './api/slips.ts';
import type { Registry } from './registry-context.ts';

/** The registry's procedures. A query whose value is a `Refused` (kernel `isRefused`) was denied or has bad input. */
export const createApi = (registry: Registry) => {
  const { resolveCaller, readGate } = registry.runtime;
  const procedures = createProcedures(resolveCaller, readGate);
  return procedures.router({
    divisions: divisionsRouter(registry, procedures),
    bodies: bodiesRouter(registry, procedures),
    offices: officesRouter(registry, procedures),
    residents: residentsRouter(registry, procedures),
    members: membersRouter(registry, procedures),
    assemblies: assembliesRouter(registry, procedures),
    contracts: contractsRouter(registry, procedures),
    people: peopleRouter(registry, procedures),
    slips: slipsRouter(registry, procedures),
    accounts: accountsRouter(registry, procedures),
    me: meRouter(registry, procedures),
    personalData: personalDataRouter(registry, procedures),
    imports: importsRouter(registry, procedures),
  });
};

export type RegistryRouter = ReturnType<typeof createApi>;
