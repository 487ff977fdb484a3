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
export { refusalMessage, refusalRemedy, type Language, type RefusalText, type RefusalTexts } from './refusals.ts';
export { holdsCodes, termOf } from './terms.ts';
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
export { catalogue, contracts } from './all.ts';
export { erasureGrounds, fileEvents, originalsKeptYears, type ErasureGround, type FileEvent } from './file-events.ts';
export { auditEvents, unsealedStreamPrefix, type AuditEvent } from './audit.ts';
export {
  bodyKinds,
  discloses,
  disclosingKinds,
  isCollective,
  officeKinds,
  type BodyKind,
  type DisclosingKind,
  type OfficeKind,
} from './offices.ts';
export {
  accountSection,
  attachment,
  disclosureContent,
  disclosureLine,
  disclosureSchemas,
  fen,
  lineKinds,
  mediaTypes,
  sectionRow,
  type AccountSection,
  type Attachment,
  type DisclosureContent,
  type DisclosureLine,
  type LineKind,
} from './disclosure-content.ts';
export {
  disclosureGroups,
  itemKindsOf,
  specialMatters,
  type DisclosureGroup,
  type GroupName,
  type ItemKind,
} from './disclosure-items.ts';
export {
  sectionKinds,
  sectionSchemas,
  type RowField,
  type SectionColumn,
  type SectionKind,
  type SectionSchema,
} from './disclosure-sections.ts';
export {
  dueDate,
  objectionLevels,
  procedure,
  procedureSteps,
  ruleTerm,
  ruleUse,
  type DueDate,
  type ObjectionLevel,
  type Procedure,
  type ProcedureStep,
  type RuleTerm,
  type RuleUse,
} from './disclosure-procedure.ts';
export {
  periodKey,
  type DisclosureEvent,
  type DisclosureSubject,
  type JointMeeting,
  type Opinion,
} from './disclosure-events.ts';
export { consultationEvents, type ConsultationEvent } from './consultation.ts';
export {
  choice,
  maxOptions,
  question,
  type Candidate,
  type Choice,
  type Question,
  type QuestionKind,
} from './consultation/questions.ts';
export {
  arithmetic,
  assemblyKinds,
  channels,
  matters,
  outcomes,
  votingRule,
  type Arithmetic,
  type AssemblyKind,
  type Channel,
  type Matter,
  type Outcome,
  type VotingRule,
} from './consultation/voting.ts';
export {
  demandOf,
  demandRule,
  deliberationSteps,
  procedureKinds,
  procedureRule,
  type DeliberationStep,
  type DemandOf,
  type DemandRule,
  type ProcedureKind,
  type ProcedureRule,
  type ProcedureStepRule,
} from './consultation/procedures.ts';
export {
  ballotEvents,
  maxBoxPart,
  maxRollPart,
  type BallotEvent,
  type BallotTimes,
  type Representation,
  type EntitlementEvent,
  type ProtocolEntry,
  type RollEntry,
} from './consultation/ballot-events.ts';
export { moderationGrounds, type ModerationGround, type TopicEvent } from './consultation/topic-events.ts';
export { type ProceedingEvent, type ResolutionEvent } from './consultation/proceeding-events.ts';
export { type SuggestionEvent } from './consultation/suggestion-events.ts';
export { headsLog, isHeadsLog, logName, logOrigin, parseLogName } from './log-name.ts';
export { noticeColumns, type NoticeEvent } from './notice-events.ts';
export { type ObjectionEvent, type RaisedObjection } from './objection-events.ts';
export { integrationEvents, webhookEnds, webhookResumptions, type IntegrationEvent } from './integration.ts';
export { publicationEvents, type PublicationEvent } from './publication.ts';
export { civilDate, registryEvents, sha256Hex, type RegistryEvent } from './registry.ts';
