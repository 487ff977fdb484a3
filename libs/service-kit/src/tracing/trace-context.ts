import { TraceFlags, type SpanContext } from '@opentelemetry/api';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const spanIdDigits = 16;

/**
 * The first span of the request that a correlation id names: its trace id is the UUID without hyphens, its span id the
 * latter half. So whatever finds the id in an event, in whichever process, joins the trace, and an operator who has
 * the number of a request has its trace. Undefined where the id is no UUID: clients may choose others.
 */
export const rootOf = (correlationId: string | undefined): SpanContext | undefined => {
  if (correlationId === undefined || !uuid.test(correlationId)) return undefined;
  const traceId = correlationId.replaceAll('-', '');
  return { traceId, spanId: traceId.slice(-spanIdDigits), traceFlags: TraceFlags.SAMPLED, isRemote: true };
};

export const traceparentHeader = 'traceparent';

/** W3C Trace Context, version 00. */
export const writeTraceparent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;

const traceparent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Undefined where there is none, or it is none. */
export const readTraceparent = (header: string | undefined): SpanContext | undefined => {
  const [, traceId, spanId, flags] = traceparent.exec(header ?? '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
};
