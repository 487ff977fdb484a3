import { cp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { unsealedStreamPrefix } from '@cunjian/contracts';
import { openCheckpoint, parseAddCheckpoint, parsePolicy, verifierOf } from '@cunjian/tlog';
import { askWitness, maxAnswerBytes } from '../src/witnesses/ask-witness.ts';
import { cosignedStream } from '../src/witnesses/cosigned.ts';
import { auditSettings } from '../src/config.ts';
import { originsOf } from '../src/signing/origins.ts';
import { renewAfterMs, retryAfterMs } from '../src/witnesses/asked-witness.ts';
import { openWitnessBench } from './witness-bench.ts';

type Bench = Awaited<ReturnType<typeof openWitnessBench>>;
type Open = Awaited<ReturnType<Bench['open']>>;
let bench: Bench;
let audit: Open;
beforeEach(async () => {
  bench = await openWitnessBench();
  audit = await bench.open();
});
afterEach(async () => {
  await audit.close();
  await bench.remove();
});

/** Names of the witnesses' keys whose cosignatures stand in the note and hold. */
const cosignersOf = async (opened: Open = audit): Promise<readonly string[]> => {
  const note = await opened.checkpoint();
  if (typeof note !== 'string') throw new Error(JSON.stringify(note));
  const witnesses = bench.policy.witnesses.map(({ verifier }) => verifier);
  return openCheckpoint(note, { log: [verifierOf(bench.vkey())], witnesses }).cosignatures.map(({ name }) => name);
};

describe('the heads', () => {
  it('are shown before any witness has answered, and with the cosignatures as soon as they are there', async () => {
    expect(await audit.grow()).toBe(true);
    expect(await cosignersOf()).toEqual([]);
    await audit.asked.ask();
    expect(await cosignersOf()).toEqual(['w2.example', 'w3.example']);
    expect(await audit.health()).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/^witnessed by 2 of 2: one, two; quorum both of 2 met$/),
    });
    expect(await audit.runtime.metrics.metrics()).toContain('cunjian_heads_quorum_met_boolean 1');
  });

  it('keep the cosignatures in events that are never sealed, across a restart', async () => {
    await audit.grow();
    await audit.asked.ask();
    const sizes = audit.logs.all();
    await audit.grow();
    expect(audit.logs.all().length).toBe(sizes.length);
    expect(cosignedStream({ log: 'heads', size: 1 }).startsWith(unsealedStreamPrefix)).toBe(true);
    await audit.asked.ask();
    const before = bench.one.requests;
    await audit.close();
    audit = await bench.open();
    expect(await cosignersOf()).toEqual(['w2.example', 'w3.example']);
    // Asked once more after the start, since it may know more than we do; then no more.
    await audit.asked.ask();
    await audit.asked.ask();
    expect(bench.one.requests).toBeLessThanOrEqual(before + 2);
  });

  it('are cosigned by a witness that has seen much less, from where it stands', async () => {
    for (let i = 0; i < 5; i++) await audit.grow();
    await audit.asked.ask();
    const seen: number[] = [];
    for (let i = 0; i < 4; i++) await audit.grow();
    const { ask } = bench.one;
    bench.one.behaviour = async (url, request, signal) => {
      seen.push(parseAddCheckpoint(request).oldSize);
      bench.one.behaviour = undefined;
      return ask(url, request, signal);
    };
    await audit.asked.ask();
    expect(seen).toEqual([5]);
    expect((await cosignersOf()).length).toBe(2);
  });

  it('are cosigned anew after a day in which nothing grew, so that promises can be judged', async () => {
    await audit.grow();
    await audit.asked.ask();
    const requests = bench.one.requests;
    await bench.clock.advance(renewAfterMs - 60_000);
    await audit.asked.ask();
    expect(bench.one.requests).toBe(requests);
    await bench.clock.advance(60_000);
    await audit.asked.ask();
    const [newest] = await audit.asked.cosignatures(
      'heads',
      audit.logs.head('heads') ?? { size: 0, root: new Uint8Array() },
    );
    expect(newest?.timestamp).toBe(Math.floor(bench.clock.now() / 1_000));
    expect((await cosignersOf()).length).toBe(2);
  });

  it('tell everybody the policy: log, witnesses, quorum', async () => {
    const policy = parsePolicy(audit.audit.policy());
    expect(policy.logs).toEqual([bench.vkey()]);
    expect(policy.witnesses.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(policy.quorum.name).toBe('both');
  });
});

describe('a promise whose event is in no log', () => {
  const promise = (deadline: number): string => {
    const origin = originsOf('test.example').receipt;
    return audit.signer.receipt({
      origin,
      division: '330302001200',
      leafHashes: [new Uint8Array(32).fill(9)],
      deadline,
    });
  };
  const stateOf = async (note: string) => audit.audit.receiptState(note);

  it('is broken once a witness has cosigned heads at or after the deadline, and pending until then', async () => {
    await audit.grow();
    const note = promise(bench.clock.now() + renewAfterMs);
    expect(await stateOf(note)).toEqual({ ok: true, state: 'pending' });
    await audit.asked.ask();
    expect(await stateOf(note)).toEqual({ ok: true, state: 'pending' });
    await bench.clock.advance(renewAfterMs);
    expect(await stateOf(note)).toEqual({ ok: true, state: 'pending' });
    await audit.asked.ask();
    expect(await stateOf(note)).toEqual({ ok: true, state: 'broken' });
  });
});

describe('a witness that does not cosign', () => {
  it('is left out and named, the others count, and it is asked again in a while', async () => {
    bench.two.behaviour = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    await audit.grow();
    await audit.asked.ask();
    expect(await cosignersOf()).toEqual(['w2.example']);
    const health = await audit.health();
    expect(health).toMatchObject({ ok: true, detail: expect.stringContaining('witnessed by 1 of 2: one') });
    expect(health?.detail).toContain('quorum both of 2 not met');
    expect(health?.detail).toContain('two: it does not answer (ECONNREFUSED)');
    expect(await audit.runtime.metrics.metrics()).toContain('cunjian_heads_quorum_met_boolean 0');
    bench.two.behaviour = undefined;
    const asked = bench.two.requests;
    await audit.asked.ask();
    expect(bench.two.requests).toBe(asked);
    await bench.clock.advance(retryAfterMs);
    await audit.asked.ask();
    expect(await cosignersOf()).toEqual(['w2.example', 'w3.example']);
  });

  it.each([
    [400, '', 'status 400'],
    [403, '', '/log/vkeys'],
    [404, '', 'does not look after this heads log'],
    [409, 'many\n', 'status 409'],
    [422, '', 'not a beginning'],
    [429, '', 'status 429'],
    [500, '', 'status 500'],
    [200, '', 'no cosignature'],
    [200, '<html>', 'no cosignature'],
  ])('answers %s %j, and health says so', async (status, body, said) => {
    bench.two.behaviour = async () => ({ status, body });
    await audit.grow();
    await audit.asked.ask();
    expect(await cosignersOf()).toEqual(['w2.example']);
    expect((await audit.health())?.detail).toContain(said);
  });

  it('is not asked for ever where it names another size each time', async () => {
    let size = 0;
    for (let i = 0; i < 7; i++) await audit.grow();
    bench.two.behaviour = async () => ({ status: 409, body: `${(size = (size % 5) + 1)}\n` });
    await audit.asked.ask();
    expect((await audit.health())?.detail).toContain('another size each time');
  });

  it('never holds up an advance', async () => {
    bench.two.behaviour = (_, __, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted'))));
    await audit.grow();
    const stop = new AbortController();
    const asking = audit.asked.ask(stop.signal);
    expect(await audit.grow()).toBe(true);
    stop.abort();
    await asking;
  });
});

describe('data of an older backup, copied back by hand', () => {
  /** What was on disk before the witnesses saw more. */
  const older = () => `${bench.folder}-older`;
  beforeEach(async () => {
    await audit.grow();
    await audit.asked.ask();
    await audit.close();
    await cp(bench.folder, older(), { recursive: true });
    audit = await bench.open();
    await audit.grow();
    await audit.asked.ask();
    await audit.close();
    audit = await bench.open(older());
  });
  afterEach(() => rm(older(), { recursive: true }));

  it('is not signed over: the witnesses know a larger tree, and everybody is told', async () => {
    expect(await audit.grow()).toBe(false);
    expect(audit.logs.head('heads')?.size).toBe(1);
    expect(await audit.health()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('a tree of 2 entries, here are 1'),
    });
    expect((await audit.health())?.detail).toContain('cunjian restore');
    expect(await audit.checkpoint()).toMatchObject([{ code: 'log.fork' }]);
  });

  it('is signed again once the data are the right ones', async () => {
    await audit.grow();
    await audit.close();
    audit = await bench.open();
    expect(await audit.grow()).toBe(true);
    await audit.asked.ask();
    expect(await cosignersOf()).toEqual(['w2.example', 'w3.example']);
  });
});

describe('over HTTP', () => {
  it('sends the request to <prefix>/add-checkpoint, reads a bounded answer, and follows no redirect', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      if (request.url === '/elsewhere/add-checkpoint')
        response.writeHead(302, { location: '/w1/add-checkpoint' }).end();
      else response.writeHead(409).end('x'.repeat(3 * maxAnswerBytes));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      const { status, body } = await askWitness(`${url}/w1/`, 'old 0\n\n');
      expect([status, body.length]).toEqual([409, maxAnswerBytes]);
      await expect(askWitness(`${url}/elsewhere`, 'old 0\n\n')).rejects.toThrow();
      expect(seen).toEqual(['POST /w1/add-checkpoint', 'POST /elsewhere/add-checkpoint']);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('the setting', () => {
  const read = (text: string) => auditSettings.safeParse({ CUNJIAN_WITNESSES: text });
  it('is a policy, with semicolons for line breaks', () => {
    const { vkey } = bench.one;
    expect(read(`witness one ${vkey} https://one.example; quorum one`).data?.CUNJIAN_WITNESSES.witnesses).toMatchObject(
      [{ name: 'one', url: 'https://one.example' }],
    );
    expect(auditSettings.parse({}).CUNJIAN_WITNESSES.witnesses).toEqual([]);
    for (const [text, why] of [
      [`witness one ${vkey} https://one.example`, 'no quorum line'],
      [`witness one ${vkey}; quorum one`, 'needs the address'],
      [`witness one ${vkey} ftp://one.example; quorum one`, 'needs the address'],
      [`log ${bench.vkey()}; quorum none`, 'log line'],
    ] as const)
      expect(read(text).error?.message).toContain(why);
  });
});
