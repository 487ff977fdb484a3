export { spanAttributeNames, type SpanAttributes } from './attributes.ts';
export { inSpan, isTracing, untraced } from './spans.ts';
export { tracingOf, tracingSettings } from './settings.ts';
export { startTracing, type Tracing, type TracingOptions } from './start-tracing.ts';
export { correlationHeader, correlationPattern, tracedRequests } from './traced-requests.ts';
