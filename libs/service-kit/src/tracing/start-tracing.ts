import { randomBytes } from 'node:crypto';
import { diag, type SpanContext } from '@opentelemetry/api';
import type { IdGenerator } from '@opentelemetry/sdk-trace';
import type { Log } from '../log.ts';
import { useTracer } from './spans.ts';

/** Spans that wait for the collector; what comes while it is full is dropped. */
const maxQueuedSpans = 2_048;
const maxExportSpans = 512;
const exportIntervalMs = 2_000;
const exportTimeoutMs = 10_000;

/** Plain data, so that the threads of a process get the same. */
export interface TracingOptions {
  /** `http://collector:4318`: where OTLP/HTTP is spoken (opentelemetry.io/docs/specs/otlp). */
  readonly endpoint: string;
  /** Of all traces, 0 to 1; all processes choose the same ones. */
  readonly ratio: number;
  /** The process's name. */
  readonly service: string;
}

export interface Tracing {
  /** Sends what is waiting. */
  stop(): Promise<void>;
}

const traceIdBytes = 16;
const spanIdBytes = 8;

/** Random ids, but for a span that has to have others. */
const createIds = (): { readonly generator: IdGenerator; take(first: SpanContext | undefined): void } => {
  let next: SpanContext | undefined;
  return {
    take: (first) => {
      next = first;
    },
    generator: {
      generateTraceId: () => next?.traceId ?? randomBytes(traceIdBytes).toString('hex'),
      generateSpanId: () => next?.spanId ?? randomBytes(spanIdBytes).toString('hex'),
    },
  };
};

/** Traces of this thread go to a collector from now on. Nothing of OpenTelemetry's is loaded where this is not called. */
export const startTracing = async (
  { endpoint, ratio, service }: TracingOptions,
  log: Pick<Log, 'warn'>,
): Promise<Tracing> => {
  const { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } = await import('@opentelemetry/sdk-trace');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const { resourceFromAttributes } = await import('@opentelemetry/resources');
  const warn = (message: string): void => log.warn({ said: message }, 'traces could not be sent');
  const quiet = (): void => undefined;
  diag.setLogger(
    { error: warn, warn: quiet, info: quiet, debug: quiet, verbose: quiet },
    { suppressOverrideMessage: true },
  );
  const ids = createIds();
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/$/, '')}/v1/traces`,
    timeoutMillis: exportTimeoutMs,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'cunjian' }),
    sampler: new TraceIdRatioBasedSampler(ratio),
    idGenerator: ids.generator,
    spanProcessors: [
      new BatchSpanProcessor({
        exporter,
        maxQueueSize: maxQueuedSpans,
        maxExportBatchSize: maxExportSpans,
        scheduledDelayMillis: exportIntervalMs,
      }),
    ],
  });
  const tracer = provider.getTracer('cunjian');
  useTracer({
    start: (name, options, parent, first) => {
      // Ids are asked for while the span is made, and nothing else runs meanwhile.
      ids.take(first);
      const span = tracer.startSpan(name, options, parent);
      ids.take(undefined);
      return span;
    },
  });
  return {
    stop: async () => {
      useTracer(undefined);
      await provider.shutdown();
      diag.disable();
    },
  };
};
