import type { createProcedures, ServiceRuntime } from '@cunjian/service-kit';
import type { RealNameIssuer } from './account/real-name-issuer.ts';
import type { DerivedIds } from './derived-ids.ts';
import { accountQueries } from './projections/accounts.ts';
import { bodyQueries } from './projections/bodies.ts';
import { contractQueries } from './projections/contracts.ts';
import { divisionQueries } from './projections/divisions.ts';
import { erasureQueries } from './projections/erasures.ts';
import { householdQueries } from './projections/households.ts';
import { importQueries } from './projections/imports.ts';
import { kinshipQueries } from './projections/kinship.ts';
import { kinshipPairQueries } from './projections/kinship-pairs.ts';
import { memberQueries } from './projections/members.ts';
import { officeQueries } from './projections/offices.ts';
import { registrationQueries } from './projections/registrations.ts';
import { residentQueries } from './projections/residents.ts';
import { slipQueries } from './projections/slips.ts';

export const queriesOf = ({ readModels }: Pick<ServiceRuntime, 'readModels'>) => ({
  accounts: accountQueries(readModels),
  bodies: bodyQueries(readModels),
  contracts: contractQueries(readModels),
  divisions: divisionQueries(readModels),
  erasures: erasureQueries(readModels),
  households: householdQueries(readModels),
  imports: importQueries(readModels),
  kinship: kinshipQueries(readModels),
  kinshipPairs: kinshipPairQueries(readModels),
  members: memberQueries(readModels),
  offices: officeQueries(readModels),
  registrations: registrationQueries(readModels),
  residents: residentQueries(readModels),
  slips: slipQueries(readModels),
});

/** What procedures and reactions of the registry work with. */
export interface Registry {
  readonly runtime: ServiceRuntime;
  readonly queries: ReturnType<typeof queriesOf>;
  readonly ids: DerivedIds;
  /** Days after which an unused activation slip is void. */
  readonly slipDays: number;
  /** Absent where no issuer with real-name assurance is configured. */
  readonly realNameIssuer?: RealNameIssuer | undefined;
}

export type Procedures = ReturnType<typeof createProcedures>;

export { instantOf, todayOf } from '@cunjian/service-kit/acting';
