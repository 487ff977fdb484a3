import type { Dispatch } from '@cunjian/processing';
import { startBackground, type Background, type BackgroundOptions } from '../background/start-background.ts';
import type { WiredService } from '../service-module.ts';

export interface Loops {
  readonly background: Background;
  /** Resolves with the error of a service's loop that ended by one; the process should end then. */
  readonly failed: Promise<unknown>;
  stop(): Promise<void>;
}

/** The background thread of a process, whose commands come back to the services, and the services' own loops. */
export const startLoops = (
  services: readonly (readonly [string, WiredService])[],
  options: Omit<BackgroundOptions, 'dispatchers'>,
): Loops => {
  const dispatchers = new Map<string, Dispatch>();
  for (const [name, { dispatch }] of services) if (dispatch !== undefined) dispatchers.set(name, dispatch);
  const background = startBackground({ ...options, dispatchers });
  const stopping = new AbortController();
  const loops = services.flatMap(([, { run }]) => (run === undefined ? [] : [run(stopping.signal)]));
  return {
    background,
    failed: new Promise<unknown>((resolve) => {
      for (const loop of loops) loop.catch(resolve);
    }),
    stop: async () => {
      stopping.abort();
      await Promise.allSettled(loops);
      await background.stop();
    },
  };
};
