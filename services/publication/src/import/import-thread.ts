/** The thread of `createImportReader`: reads the file it is started with, and hands over a village when the one before was taken. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { isRefused } from '@cunjian/kernel';
import { readImport, type ImportTask } from './read-import.ts';

if (parentPort === null) throw new Error('to be run as a thread');
const read = await readImport(workerData as ImportTask);
if (isRefused(read)) parentPort.postMessage(read);
else
  for (const village of read) {
    parentPort.postMessage(village);
    await once(parentPort, 'message');
  }
