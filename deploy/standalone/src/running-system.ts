import type { SharedStores } from '@cunjian/service-kit';
import type { Services } from './services.ts';
import type { Background } from '@cunjian/service-kit/background';

/** One line of what the start is doing, for the person who waits. */
export type Report = (line: string) => void;

/** The services at work, without what is served over HTTP. */
export interface RunningSystem {
  readonly services: Services;
  readonly shared: SharedStores;
  readonly background: Background;
}
