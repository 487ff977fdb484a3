import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { verifierOf } from '@cunjian/tlog';
import { granted } from '../../test/village-vote.ts';
import { encodeBase64Url } from '../../src/bytes.ts';
import { issuanceRoot, openIssuance } from '../../src/statements/issuance.ts';
import { bytesOf } from '../../src/tokens/modular.ts';
import { openBlindIssuer, type BlindIssuer } from './blind-issuer.ts';

let dir = '';
let issuer: BlindIssuer;
const open = (): BlindIssuer =>
  openBlindIssuer({ dir, name: 'town.example/issuer', secret: new Uint8Array(32).fill(5) });
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-issuer-'));
  issuer = open();
});
afterEach(async () => {
  issuer.close();
  await rm(dir, { recursive: true });
});

const request = (number: number): string => encodeBase64Url(bytesOf(BigInt(number) + 2n, 256));
const ask = (person: string, number: number, ballot = 'road') => ({ ballot, person, request: request(number) });
const codeOf = (answer: unknown): unknown => (answer as { refused?: [{ code: string }] }).refused?.[0].code;

describe('an issuer', () => {
  it('has one key for each ballot, ever the same', async () => {
    const [road, well] = [await issuer.prepare('road'), await issuer.prepare('well')];
    expect(road.key).not.toBe(well.key);
    expect(road.vkey).toBe(issuer.vkey);
    issuer.close();
    issuer = open();
    expect(await issuer.prepare('road')).toEqual(road);
    const [first, second] = await Promise.all([issuer.prepare('school'), issuer.prepare('school')]);
    expect(first).toEqual(second);
  });

  it('signs one request for each person, and gives the same answer again', async () => {
    await issuer.prepare('road');
    const [first] = issuer.issue([ask('p1', 1)]);
    expect(first).toHaveLength(342);
    expect(issuer.issue([ask('p1', 1), ask('p1', 2), ask('p2', 2)])).toEqual([
      first,
      { refused: [{ code: 'issuer.another-request', params: {}, field: 'requests' }] },
      expect.stringMatching(/^[\w-]{342}$/),
    ]);
    issuer.close();
    issuer = open();
    expect(issuer.issue([ask('p1', 1)])).toEqual([first]);
    expect(codeOf(issuer.issue([ask('p1', 3)])[0])).toBe('issuer.another-request');
  });

  it('signs once of two requests that come together', async () => {
    await issuer.prepare('road');
    const answers = issuer.issue([ask('p1', 1), ask('p1', 2), ask('p1', 1)]);
    expect(answers[2]).toBe(answers[0]);
    expect(codeOf(answers[1])).toBe('issuer.another-request');
  });

  it('refuses what it does not know and what is no request, and still signs the others', async () => {
    await issuer.prepare('road');
    const answers = issuer.issue([
      ask('p1', 1, 'unknown'),
      { ...ask('p1', 1), request: 'AAAA' },
      { ...ask('p1', 1), request: '_'.repeat(341) + 'w' },
      ask('p1', 1),
    ]);
    expect(answers.map(codeOf)).toEqual([
      'issuer.unknown-ballot',
      'token-request.malformed',
      'token-request.malformed',
      undefined,
    ]);
  });

  it('ends with a statement of all it signed, and can sign nothing more', async () => {
    await issuer.prepare('road');
    const asked = [ask('p2', 2), ask('p1', 1)];
    const answers = issuer.issue(asked).map(granted);
    const statement = granted(issuer.end('road'));
    const issued = asked.map((one, at) => ({ person: one.person, request: one.request, signature: answers[at] ?? '' }));
    const verifier = verifierOf(issuer.vkey);
    expect(openIssuance(statement, verifier)).toEqual({
      issuer: 'town.example/issuer',
      ballot: 'road',
      count: 2,
      root: issuanceRoot(issued),
    });
    expect(openIssuance(statement.replace('\n2\n', '\n3\n'), verifier)).toBeUndefined();
    expect(issuanceRoot(issued.toReversed())).toEqual(issuanceRoot(issued));
    expect(issuanceRoot(issued.slice(1))).not.toEqual(issuanceRoot(issued));
    expect(issuer.end('road')).toBe(statement);
    expect(issuer.issue([ask('p2', 2)])).toEqual([answers[0]]);
    expect(codeOf(issuer.issue([ask('p3', 3)])[0])).toBe('issuer.ended');
    expect(codeOf(issuer.end('unknown'))).toBe('issuer.unknown-ballot');
  });

  it('keeps no trace of the private key once it has ended', async () => {
    await issuer.prepare('road');
    issuer.issue([ask('p1', 1)]);
    const holdsKey = async (): Promise<boolean> => {
      const files = await Promise.all((await readdir(dir)).map((name) => readFile(join(dir, name))));
      return files.some((bytes) => bytes.includes('PRIVATE KEY'));
    };
    expect(await holdsKey()).toBe(true);
    issuer.end('road');
    expect(await holdsKey()).toBe(false);
  });
});
