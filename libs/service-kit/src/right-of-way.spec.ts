import { Worker } from 'node:worker_threads';
import { expect, it } from '@jest/globals';
import { createRightOfWay } from './right-of-way.ts';

/** What a thread says that gives way once, when it is asked to and again when it goes on. */
const givingWay = (cell: SharedArrayBuffer) => {
  const module = JSON.stringify(new URL('./right-of-way.ts', import.meta.url).href);
  const code = `const { parentPort, workerData } = require('node:worker_threads');
    import(${module}).then(({ createRightOfWay }) => {
      const { giveWay } = createRightOfWay(workerData);
      parentPort.postMessage('asked');
      giveWay();
      parentPort.postMessage('went on');
    });`;
  const worker = new Worker(code, { eval: true, workerData: cell });
  const said: string[] = [];
  worker.on('message', (message: string) => said.push(message));
  return new Promise<readonly string[]>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', () => resolve(said));
  });
};

it('goes on where no request is under way', () => {
  const { giveWay, begin } = createRightOfWay(new SharedArrayBuffer(4), () => {
    throw new Error('waited');
  });
  giveWay();
  begin()();
  giveWay();
});

it('waits for requests, then works before it waits again', () => {
  let nowMs = 0;
  const waits: number[] = [];
  const cell = new SharedArrayBuffer(4);
  const { giveWay, begin } = createRightOfWay(
    cell,
    (_cell, _index, _value, ms = 0) => {
      waits.push(ms);
      nowMs += ms;
      return 'timed-out';
    },
    () => nowMs,
  );
  const end = begin();
  giveWay();
  expect(waits).toEqual([12]);
  giveWay();
  nowMs += 5;
  giveWay();
  expect(waits).toHaveLength(1);
  nowMs += 1;
  giveWay();
  expect(waits).toHaveLength(2);
  end();
  nowMs += 6;
  giveWay();
  expect(waits).toHaveLength(2);
});

it('counts the end of a request once', () => {
  const { cell, begin } = createRightOfWay();
  const ends = [begin(), begin()];
  ends[0]?.();
  ends[0]?.();
  expect(new Int32Array(cell)[0]).toBe(1);
});

it('does not keep another thread from its work by a request that never ends', async () => {
  const { cell, begin } = createRightOfWay();
  begin();
  expect(await givingWay(cell)).toEqual(['asked', 'went on']);
});
