import { auditRefusals } from '@cunjian/audit/refusals';
import { ballotsRefusals } from '@cunjian/ballots';
import type { RefusalTexts } from '@cunjian/contracts';
import { divisionRefusals } from '@cunjian/divisions';
import { consultationRefusals } from '@cunjian/consultation/refusals';
import { integrationRefusals } from '@cunjian/integration/refusals';
import { personalDataRefusals } from '@cunjian/personal-data';
import { publicationRefusals } from '@cunjian/publication/refusals';
import { registryRefusals } from '@cunjian/registry/refusals';
import { commonRefusals } from '@cunjian/service-kit';
import { statutesRefusals } from '@cunjian/statutes';
import { tabularRefusals } from '@cunjian/tabular';

/** The text of every refusal that a service or a library may answer. */
export const refusalTexts: RefusalTexts = {
  ...commonRefusals,
  ...divisionRefusals,
  ...personalDataRefusals,
  ...statutesRefusals,
  ...ballotsRefusals,
  ...tabularRefusals,
  ...registryRefusals,
  ...publicationRefusals,
  ...consultationRefusals,
  ...auditRefusals,
  ...integrationRefusals,
};
