import { AsyncLocalStorage } from 'node:async_hooks';
import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type SpanContext,
  type SpanOptions as ApiSpanOptions,
} from '@opentelemetry/api';
import type { SpanAttributes } from './attributes.ts';
import { readTraceparent, rootOf, writeTraceparent } from './trace-context.ts';

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
} as const;

export interface SpanOptions {
  readonly kind?: keyof typeof kinds;
  readonly attributes?: SpanAttributes;
  /** The first span of its trace, at the edge of the deployment. */
  readonly root?: boolean;
  /** Other traces that this is about. */
  readonly links?: readonly SpanContext[];
}

export interface OpenSpan {
  run<Result>(work: () => Result): Result;
  end(attributes?: SpanAttributes): void;
}

export interface SpanTracer {
  /** `first`: the ids that the span has to have. */
  start(name: string, options: ApiSpanOptions, parent: Context, first: SpanContext | undefined): Span;
}

const current = new AsyncLocalStorage<Context>();
let tracer: SpanTracer | undefined;

/** Where spans of this thread go; undefined: there are none. */
export const useTracer = (used: SpanTracer | undefined): void => {
  tracer = used;
};
export const isTracing = (): boolean => tracer !== undefined;

/** What must leave no trace runs with it. */
const unseen: Context = ROOT_CONTEXT.setValue(Symbol('unseen'), true);

/** Opens no span in `work`, nor in what it calls, here or in another process. */
export const untraced = <Result>(work: () => Result): Result => current.run(unseen, work);

const parentOf = ({ root = false, attributes }: SpanOptions): Context => {
  const active = current.getStore();
  if (root) return ROOT_CONTEXT;
  if (active !== undefined) return active;
  const first = rootOf(attributes?.['cunjian.correlationid']);
  return first === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, first);
};

/** Undefined where nothing is traced. Whoever opens it ends it. */
export const openSpan = (name: string, options: SpanOptions = {}): OpenSpan | undefined => {
  if (tracer === undefined || current.getStore() === unseen) return undefined;
  const { kind = 'internal', attributes = {}, root = false, links = [] } = options;
  const parent = parentOf(options);
  const first = root ? rootOf(attributes['cunjian.correlationid']) : undefined;
  const span = tracer.start(
    name,
    { kind: kinds[kind], attributes: { ...attributes }, links: links.map((context) => ({ context })) },
    parent,
    first,
  );
  const inside = trace.setSpan(parent, span);
  return {
    run: (work) => current.run(inside, work),
    end: (found = {}) => {
      span.setAttributes({ ...found });
      if (found['error.type'] !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
};

const errorType = (error: unknown): SpanAttributes => ({
  'error.type': error instanceof Error ? error.name : 'thrown',
});

/** Runs `work` as a span; `found` says what came of it. Costs nothing where nothing is traced. */
export const inSpan = async <Result>(
  name: string,
  options: SpanOptions,
  work: () => Promise<Result>,
  found: (result: Result) => SpanAttributes = () => ({}),
): Promise<Result> => {
  const span = openSpan(name, options);
  if (span === undefined) return work();
  try {
    const result = await span.run(work);
    span.end(found(result));
    return result;
  } catch (error) {
    span.end(errorType(error));
    throw error;
  }
};

const activeSpan = (): SpanContext | undefined => {
  const context = current.getStore();
  return context === undefined ? undefined : trace.getSpanContext(context);
};

/** For lines of the log. */
export const activeTraceId = (): string | undefined => activeSpan()?.traceId;

/** Of the span under way, for the process that is called. */
export const activeTraceparent = (): string | undefined => {
  const active = activeSpan();
  return active === undefined ? undefined : writeTraceparent(active);
};

/** Runs `work` as part of the caller's trace. What the header says is believed of the trace alone. */
export const continueTrace = <Result>(traceparent: string | undefined, work: () => Result): Result => {
  const caller = tracer === undefined ? undefined : readTraceparent(traceparent);
  return caller === undefined ? work() : current.run(trace.setSpanContext(ROOT_CONTEXT, caller), work);
};
