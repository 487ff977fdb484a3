import { activeTraceId } from './tracing/spans.ts';
import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Fields that never reach a log, wherever they stand up to two levels deep: credentials, and values of persons. */
const secretFields = ['authorization', 'cookie', 'password', 'secret', 'token', 'idNumber', 'phone'];
const redact = {
  paths: secretFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
  censor: '[redacted]',
};

export interface LogOptions {
  /** What stands in every line. A child with the same key would write it twice. */
  readonly service?: string;
  readonly process?: string;
  readonly level?: LogLevel;
  /** By default standard error: standard output belongs to what a person or a script reads. */
  readonly destination?: DestinationStream;
}

/** By which the line is found from its trace, and the trace from it. */
const traceId = (): { readonly traceId?: string } => {
  const id = activeTraceId();
  return id === undefined ? {} : { traceId: id };
};

/** One JSON object a line. Take `log.child({ correlationId })` for whatever belongs to one call. */
export const createLog = ({ level = 'info', destination, ...base }: LogOptions): Log =>
  pino(
    { level, base, redact, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'message', mixin: traceId },
    destination ?? pino.destination({ dest: 2, sync: false }),
  );
