import { payloadFields } from '../../api/payload.ts';

/** Of the bytes, for good, in every document that names them (ADR 20). */
export const eraseFileMutation = `mutation EraseFile($input: EraseFileInput!) { eraseFile(input: $input) {
  erasure { at } ${payloadFields} } }`;
