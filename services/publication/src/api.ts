import { createProcedures } from '@cunjian/service-kit';
import { disclosureCommands } from './api/disclosure-commands.ts';
import { disclosureQueries } from './api/disclosure-queries.ts';
import { disclosureDownloads, noticeDownloads, objectionDownloads } from './api/downloads.ts';
import { duty } from './api/duty.ts';
import { evidence, noticeEvidence } from './api/evidence.ts';
import { exportRecord } from './api/export-record.ts';
import { disclosureExports } from './api/exports.ts';
import { files } from './api/files.ts';
import { imports } from './api/imports.ts';
import { noticeCommands, noticeQueries } from './api/notices.ts';
import { objectionQueries } from './api/objection-queries.ts';
import { objectionCommands } from './api/objections.ts';
import { readsOfCaller } from './api/reads.ts';
import { sheets } from './api/sheet.ts';
import { statistics } from './api/statistics.ts';
import type { Publication } from './publication-context.ts';

/** Every procedure: parse → authorise → handle or query. */
export const createApi = (publication: Publication) => {
  const { resolveCaller, readGate } = publication.runtime;
  const procedures = createProcedures(resolveCaller, readGate);
  const { router } = procedures;
  return router({
    disclosures: router({
      ...disclosureCommands(publication, procedures),
      ...disclosureQueries(publication, procedures),
      ...statistics(publication, procedures),
      ...sheets(publication, procedures),
      ...imports(publication, procedures),
      ...duty(publication, procedures),
      ...evidence(publication, procedures),
      ...disclosureExports(publication, procedures),
      ...disclosureDownloads(publication, procedures),
    }),
    notices: router({
      ...noticeCommands(publication, procedures),
      ...noticeQueries(publication, procedures),
      ...noticeEvidence(publication, procedures),
      ...noticeDownloads(publication, procedures),
    }),
    objections: router({
      ...objectionCommands(publication, procedures),
      ...objectionQueries(publication, procedures),
      ...objectionDownloads(publication, procedures),
    }),
    files: router(files(publication, procedures)),
    reads: router({ ...readsOfCaller(publication, procedures), ...exportRecord(publication, procedures) }),
  });
};

export type PublicationRouter = ReturnType<typeof createApi>;
