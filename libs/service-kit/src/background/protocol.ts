import type { Refused } from '@cunjian/kernel';
import type { DispatchedCommand, SinkStatus } from '@cunjian/processing';
import type { Engines } from '../engines.ts';
import type { Check } from '../health.ts';
import type { LogLevel } from '../log.ts';
import type { TracingOptions } from '../tracing/start-tracing.ts';

export interface BackgroundData {
  /** URLs of the modules whose `background` (a `BackgroundService`) the thread runs. */
  readonly modules: readonly string[];
  readonly dataDir: string;
  readonly engines?: Engines | undefined;
  readonly deployment: string;
  readonly logLevel: LogLevel;
  readonly tracing?: TracingOptions | undefined;
  /** Of the process's `SharedClock`, where it has one. */
  readonly clockCell?: SharedArrayBuffer | undefined;
  /** Of the process's `RightOfWay`. */
  readonly rightOfWayCell?: SharedArrayBuffer | undefined;
}

export interface ServiceStatus {
  readonly service: string;
  readonly status: SinkStatus;
}

export type FromBackground =
  | { readonly kind: 'status'; readonly statuses: readonly ServiceStatus[] }
  /** A command of a reaction, for the main thread to carry out; each is answered. */
  | { readonly kind: 'dispatch'; readonly id: number; readonly service: string; readonly command: DispatchedCommand }
  | { readonly kind: 'store-health'; readonly id: number; readonly health: Omit<Check, 'name'> };

export type ToBackground =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: 'done' | Refused }
  /** It may succeed later. */
  | { readonly kind: 'failed'; readonly id: number; readonly error: string }
  /** How is the connection to the event store? */
  | { readonly kind: 'store-health'; readonly id: number }
  | { readonly kind: 'stop' };
