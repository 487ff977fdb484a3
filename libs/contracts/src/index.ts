export {
  createCatalogue,
  encodeEnvelope,
  type Catalogue,
  type EventContract,
  type EventsOf,
  type ServiceContracts,
} from './catalogue.ts';
export {
  audiences,
  divisionCode,
  envelopeSchema,
  nationalDivision,
  type Audience,
  type Envelope,
  type RecordedEvent,
} from './envelope.ts';
export { refusalMessage, type Language, type RefusalText, type RefusalTexts } from './refusals.ts';
export {
  digestField,
  digestPattern,
  isDigest,
  personalKinds,
  type Digest,
  type Masking,
  type PersonalKind,
  type PersonalKindName,
} from './personal-data.ts';
