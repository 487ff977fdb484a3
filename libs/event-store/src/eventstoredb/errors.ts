import { away } from '@cunjian/kernel';
import {
  ErrorType,
  isCommandError,
  type MaxAppendSizeExceededError,
  type WrongExpectedVersionError,
} from '@eventstore/db-client';

/** gRPC's numbers (grpc.github.io/grpc/core/md_doc_statuscodes.html): a call that broke on the way, and those that end before any work. */
const internal = 13;
const refusals: readonly (number | undefined)[] = [3, 7, 9, 12, 16];

type CommandError = Error & { readonly type: ErrorType; readonly code?: number };
const isClientError = (error: unknown): error is CommandError => error instanceof Error && isCommandError(error);

const typeOf = (error: unknown): ErrorType | undefined => (isClientError(error) ? error.type : undefined);

export const isWrongRevision = (error: unknown): error is WrongExpectedVersionError =>
  typeOf(error) === ErrorType.WRONG_EXPECTED_VERSION;
export const isTooLarge = (error: unknown): error is MaxAppendSizeExceededError =>
  typeOf(error) === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED;
export const isNotLeader = (error: unknown): boolean => typeOf(error) === ErrorType.NOT_LEADER;
export const isTombstoned = (error: unknown): boolean => typeOf(error) === ErrorType.STREAM_DELETED;

/** The server counts what it does at once and turns the rest away, before anything is written. */
export const isServerBusy = (error: unknown): boolean =>
  typeOf(error) === ErrorType.UNAVAILABLE && error instanceof Error && error.message.includes('Too Busy');

/** A position between two records: newer servers say so, older ones call it an error of the read. */
export const isInvalidPosition = (error: unknown): boolean =>
  isClientError(error) && /invalid position|ReadAllResult: (Error|InvalidPosition)/i.test(error.message);

/** Elections: the client asked each node it knows, several times, for a leader; or the node it asked knows of none. */
const isLeaderless = (error: unknown): boolean =>
  error instanceof Error && /^Failed to discover|No leader info available/.test(error.message);

/** Worth another try where trying twice does no harm. Not a deadline: that bounds how long the caller waits. */
export const isRetriable = (error: unknown): boolean => {
  if (isLeaderless(error)) return true;
  if (!isClientError(error)) return false;
  switch (error.type) {
    case ErrorType.UNAVAILABLE:
    case ErrorType.NOT_LEADER:
    case ErrorType.CANCELLED:
    case ErrorType.TIMEOUT:
      return true;
    default:
      return error.code === internal;
  }
};

/** The server refused before it wrote: whatever else went wrong with an append, it may have been written. */
export const isRefusal = (error: unknown): boolean => {
  switch (typeOf(error)) {
    case ErrorType.ACCESS_DENIED:
    case ErrorType.INVALID_ARGUMENT:
    case ErrorType.INVALID_TRANSACTION:
    case ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED:
    case ErrorType.MISSING_REQUIRED_METADATA_PROPERTY:
    case ErrorType.NOT_LEADER:
    case ErrorType.STREAM_DELETED:
    case ErrorType.WRONG_EXPECTED_VERSION:
      return true;
    default:
      // Newer servers have reasons that this client does not know by name.
      return isServerBusy(error) || (isClientError(error) && refusals.includes(error.code));
  }
};

const ownPrefix = 'event store: ';
/** Says itself what to do. */
const isOwn = (error: unknown): error is Error => error instanceof Error && error.message.startsWith(ownPrefix);

/** What to do about it, without a word of where the server is. */
export const advice = (error: unknown): string => {
  if (isOwn(error)) return error.message.slice(ownPrefix.length);
  if (isInvalidPosition(error)) return 'it has no such position: what was read from another store has to be rebuilt';
  if (isLeaderless(error)) return 'it has no leader: check that a majority of its nodes is up';
  switch (typeOf(error)) {
    case ErrorType.UNAVAILABLE:
    case ErrorType.CANCELLED:
      return 'it does not answer: check that it runs, and its address and TLS in the connection string';
    case ErrorType.DEADLINE_EXCEEDED:
    case ErrorType.TIMEOUT:
      return 'it did not answer in time: check its load and its disk, and that a majority of its nodes is up';
    case ErrorType.NOT_LEADER:
      return 'its leader has changed: name all nodes, or a discover address, in the connection string';
    case ErrorType.ACCESS_DENIED:
      return 'it denies access: check user and password in the connection string, and the rights of that user';
    case ErrorType.STREAM_DELETED:
      return 'a stream was deleted there, which Cunjian never does: restore a backup';
    default:
      return 'the call failed';
  }
};

/** What happened to which server and what to do about it, for whoever runs the system. Errors of our own stay as they are. */
export const explain = (error: unknown, target: string): Error => {
  if (isOwn(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const told = advice(error);
  const message = `event store ${target}: ${told} (${reason})`;
  return isRetriable(error) || typeOf(error) === ErrorType.DEADLINE_EXCEEDED
    ? away(message, `event store: ${told}`, error)
    : new Error(message, { cause: error });
};
