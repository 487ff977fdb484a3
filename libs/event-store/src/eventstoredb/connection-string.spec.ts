import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readConnectionString } from './connection-string.ts';

const defaults = { deadlineMs: 1_000, keepAliveIntervalMs: 10_000, keepAliveTimeoutMs: 5_000 };
const read = (text: string) => readConnectionString(text, defaults);

describe('the connection string of an event store', () => {
  it('names one node, with what it leaves out from the defaults', () => {
    expect(read('esdb://es.example:2114?tls=false')).toEqual({
      server: {
        endpoint: { address: 'es.example', port: 2114 },
        connectionName: 'cunjian',
        keepAliveInterval: 10_000,
        keepAliveTimeout: 5_000,
        defaultDeadline: 1_000,
      },
      channel: { insecure: true },
      credentials: undefined,
      name: 'es.example:2114',
    });
  });

  it('names several nodes, or a name to discover them by, and says which to prefer', () => {
    expect(read('esdb://a:1,b:2,c:3?nodePreference=follower&gossipTimeout=3').server).toMatchObject({
      endpoints: [
        { address: 'a', port: 1 },
        { address: 'b', port: 2 },
        { address: 'c', port: 3 },
      ],
      nodePreference: 'follower',
      gossipTimeout: 3,
    });
    expect(read('esdb+discover://cluster.example?maxDiscoverAttempts=2&discoveryInterval=7').server).toMatchObject({
      discover: { address: 'cluster.example', port: 2113 },
      maxDiscoverAttempts: 2,
      discoveryInterval: 7,
    });
  });

  it.each(['esdb', 'kurrentdb', 'kdb'])('may bear the scheme %s, the newer names of the same protocol', (scheme) => {
    expect(read(`${scheme}://a:1`).server).toMatchObject({ endpoint: { address: 'a', port: 1 } });
    expect(read(`${scheme}+discover://a:1`).server).toMatchObject({ discover: { address: 'a', port: 1 } });
  });

  it('bears credentials, which are not part of the name that messages show', () => {
    const settings = read('esdb://clerk:p%40ss@a:1?tls=true&defaultDeadline=77');
    expect(settings.credentials).toEqual({ username: 'clerk', password: 'p@ss' });
    expect(settings.name).toBe('a:1');
    expect(settings.channel).toEqual({ insecure: false });
    expect(settings.server.defaultDeadline).toBe(77);
  });

  it('names certificates, which are read at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cunjian-certificates-'));
    try {
      const [ca, cert, key] = ['ca', 'cert', 'key'].map((name) => join(folder, name));
      for (const path of [ca, cert, key]) await writeFile(path ?? '', `this is ${path}`);
      const { channel } = read(`esdb://a:1?tlsCAFile=${ca}&userCertFile=${cert}&userKeyFile=${key}`);
      expect(String(channel.rootCertificate)).toBe(`this is ${ca}`);
      expect(String(channel.userCertFile)).toBe(`this is ${cert}`);
      expect(String(channel.userKeyFile)).toBe(`this is ${key}`);
      expect(() => read(`esdb://a:1?tlsCAFile=${folder}/none`)).toThrow(
        /tlsCAFile .*none cannot be read: name another/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it.each(['http://clerk:secret@a:1', 'clerk:secret', '', 'esdb://clerk:secret@a:1:2:3', 'esdb://clerk:secret@a?bad'])(
    'is refused without a word of its secrets: %s',
    (text) => {
      expect(() => read(text)).toThrow(/connection string is none: esdb:\/\/host:2113\?tls=true/);
      expect(() => read(text)).not.toThrow(/secret/);
    },
  );
});
