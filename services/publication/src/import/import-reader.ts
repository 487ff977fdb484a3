import { Worker } from 'node:worker_threads';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { ImportedVillage, ImportTask } from './read-import.ts';

/** Files that wait for the one being read; more are refused. */
const maxWaitingFiles = 20;
/** A sheet of `maxCells` takes less; what takes more ends the thread and not the process. */
const resourceLimits = { maxOldGenerationSizeMb: 768 };

type Answer = readonly ImportedVillage[] | Refused;
export type ImportReader = (task: ImportTask) => Promise<Answer>;

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const readInThread = (task: ImportTask): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const villages: ImportedVillage[] = [];
    const worker = new Worker(new URL('./import-thread.ts', import.meta.url), { workerData: task, resourceLimits });
    worker.on('message', (message: ImportedVillage | Refused) => {
      if (isRefused(message)) return resolve(message);
      villages.push(message);
      worker.postMessage('next');
    });
    worker.on('error', (error) =>
      isOutOfMemory(error) ? resolve(refuse('import.too-large', {}, 'file')) : reject(error),
    );
    worker.on('exit', () => resolve(villages));
    // A file being read is no reason to stay when the process ends.
    worker.unref();
  });

/**
 * Reads one file at a time, each in a thread of its own: parsing 10 MB takes seconds, which the gateway's event loop does
 * not have. Refuses what `readImport` refuses, `import.busy` and `import.too-large`.
 */
export const createImportReader = (read: ImportReader = readInThread): ImportReader => {
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();
  return async (task) => {
    if (waiting > maxWaitingFiles) return refuse('import.busy');
    waiting += 1;
    const answer = last.then(() => read(task));
    last = answer.then(
      () => (waiting -= 1),
      () => (waiting -= 1),
    );
    return answer;
  };
};
