import type { Recount } from '@cunjian/ballots/recount';
import type { RecountMessage, RecountTask } from './recount-worker.ts';

/** Rejects where the worker could not finish. */
export const recountInWorker = (
  task: RecountTask,
  onProgress: (done: number, total: number) => void,
): Promise<Recount> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./recount-worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void): void => {
      worker.terminate();
      settle();
    };
    worker.onerror = ({ message }) => end(() => reject(new Error(message)));
    worker.onmessage = ({ data }: MessageEvent<RecountMessage>) => {
      if ('result' in data) end(() => resolve(data.result));
      else if ('error' in data) end(() => reject(new Error(data.error)));
      else onProgress(data.done, data.total);
    };
    worker.postMessage(task);
  });
