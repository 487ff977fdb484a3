import { graphql } from '../api/graphql.ts';
import type { SealedValue } from './comparison.ts';
import { disclosureEvidenceQuery, noticeEvidenceQuery, resolutionEvidenceQuery } from './evidence-queries.ts';
import { LogUnreachable } from './log-port.ts';

interface Sealed {
  readonly seal: { readonly values: readonly SealedValue[] } | null;
}

/** Where there is no answer the check is just not finished. */
const asked = async <Data>(query: string, variables: object): Promise<Data> => {
  try {
    return await graphql<Data>(query, variables);
  } catch (error) {
    throw new LogUnreachable(String(error));
  }
};

/** What opens the digests of a published version, by the reader's right. Throws `LogUnreachable`. */
export const disclosureEvidence = async (id: string, version: number): Promise<readonly SealedValue[]> => {
  const found = await asked<{ disclosure: { version: Sealed | null } | null }>(disclosureEvidenceQuery, {
    id,
    version,
  });
  return found.disclosure?.version?.seal?.values ?? [];
};

/** The same of a notice. */
export const noticeEvidence = async (id: string, version: number): Promise<readonly SealedValue[]> => {
  const found = await asked<{ notice: { versions: readonly (Sealed & { version: number })[] } | null }>(
    noticeEvidenceQuery,
    { id },
  );
  return found.notice?.versions.find((one) => one.version === version)?.seal?.values ?? [];
};

/** The same of a resolution as it was adopted. */
export const resolutionEvidence = async (id: string): Promise<readonly SealedValue[]> => {
  const found = await asked<{ resolution: Sealed | null }>(resolutionEvidenceQuery, { id });
  return found.resolution?.seal?.values ?? [];
};
