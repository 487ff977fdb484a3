/** What opens the digests of a published event, as `SealedValue`. */
const valueFields = 'seal { values { digest state salt value } }';
export const disclosureEvidenceQuery = `query DisclosureEvidence($id: ID!, $version: Int!) { disclosure(id: $id) {
  id version(version: $version) { version ${valueFields} } } }`;
export const noticeEvidenceQuery = `query NoticeEvidence($id: ID!) { notice(id: $id) { id versions { version ${valueFields} } } }`;
export const resolutionEvidenceQuery = `query ResolutionEvidence($id: ID!) { resolution(id: $id) { id ${valueFields} } }`;
