export { copyEvents, type CopyProgress } from './copy-events.ts';
export { createCommandHandler, type CommandHandler, type Handled } from './command-handler.ts';
export {
  duplicateEventId,
  isDuplicateEventId,
  isUnknownOutcome,
  maxBatchEvents,
  maxEventBytes,
  unknownOutcome,
  type Appended,
  type Batch,
  type EventReader,
  type EventStore,
  type EventToAppend,
  type ExpectedRevision,
  type ReadAllOptions,
  type ReadStreamOptions,
  type StoredEvent,
} from './port.ts';
export type { CommandMeta } from './recorder.ts';
