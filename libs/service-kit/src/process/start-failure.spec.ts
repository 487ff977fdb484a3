import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { away } from '@cunjian/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explainStartFailure } from './start-failure.ts';

const wanted = { dataDir: '/srv/cunjian', host: '127.0.0.1', port: 4000 };
let folder = '';
let server: Server;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cunjian-start-'));
  server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});
const errorOf = async (action: () => unknown): Promise<unknown> => {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing failed');
};

describe('what the operator is told', () => {
  it('of a port in use, with the variable that sets another', async () => {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const second = createServer().listen(port, '127.0.0.1');
    const [error] = (await once(second, 'error')) as [unknown];
    expect(explainStartFailure(error, { ...wanted, port })).toMatch(
      new RegExp(`port ${port} of 127.0.0.1 is in use.*CUNJIAN_PORT`),
    );
  });

  it('of a data folder that is a file', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const error = await errorOf(() => mkdir(file, { recursive: true }));
    expect(explainStartFailure(error, { ...wanted, dataDir: file })).toContain(`${file} is, or lies in`);
  });

  it('of a folder in which no database can be opened', async () => {
    const error = await errorOf(() => new DatabaseSync(join(folder, 'no', 'lock.sqlite')));
    expect(explainStartFailure(error, wanted)).toMatch(/\/srv\/cunjian can't be written.*CUNJIAN_DATA/);
  });

  it('of a database that can be read only', async () => {
    const path = join(folder, 'lock.sqlite');
    new DatabaseSync(path).exec('CREATE TABLE x (y)');
    const error = await errorOf(() => new DatabaseSync(path, { readOnly: true }).exec('CREATE TABLE z (y)'));
    expect(explainStartFailure(error, wanted)).toContain("can't be written");
  });

  it.each([
    ['EACCES', 'listen', 'ports below 1024'],
    ['EACCES', 'mkdir', "can't be written"],
    ['EROFS', 'mkdir', "can't be written"],
    ['ENOSPC', 'write', 'no space left'],
    ['EADDRNOTAVAIL', 'listen', 'CUNJIAN_HOST'],
  ])('of %s at %s', (code, syscall, said) => {
    expect(explainStartFailure(Object.assign(new Error(code), { code, syscall }), wanted)).toContain(said);
  });

  it('of a server that went away, where it is', () => {
    const error = away('event store 10.0.0.7:2113: it does not answer', 'event store: it does not answer', undefined);
    expect(explainStartFailure(error, wanted)).toBe('event store 10.0.0.7:2113: it does not answer');
  });

  it('of a bug nothing: its stack is for us', () => {
    expect(explainStartFailure(new TypeError('x is undefined'), wanted)).toBeUndefined();
    expect(explainStartFailure(undefined, wanted)).toBeUndefined();
  });
});
