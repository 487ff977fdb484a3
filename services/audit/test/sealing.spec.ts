import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { catalogue, encodeEnvelope, type Envelope } from '@cunjian/contracts';
import type { EventStore } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { isRefused } from '@cunjian/kernel';
import {
  checkOpening,
  createVerifier,
  encodeBase64,
  openCheckpoint,
  parseVkey,
  readTree,
  verifyTlogProof,
  verifyTree,
  parseTlogProof,
  portableHasher,
} from '@cunjian/tlog';
import { createSeededRandom } from '@cunjian/testing';
import { createAuditLogs, type AuditLogs } from '../src/audit-logs.ts';
import { advanceStream, headsDecider, nextAdvance } from '../src/heads/advance.ts';
import { openDivisionLogs, type DivisionLogs } from '../src/sealing/division-logs.ts';
import { createSealer } from '../src/sealing/sealer.ts';
import { createNodeHasher } from '@cunjian/tlog/node';
import { createHeadsToSign } from '../src/signing/heads-to-sign.ts';
import { createLogSigner } from '../src/signing/log-signer.ts';
import { originsOf } from '../src/signing/origins.ts';
import { openPublished, type Published } from '../src/signing/published.ts';
import { noWitnesses } from '../src/witnesses/witness-policy.ts';

const deployment = 'test.example';
const origins = originsOf(deployment);
const village = '330302001200';
const other = '330302001201';
const random = createSeededRandom(7);

let folder: string;
let store: EventStore;
let logs: DivisionLogs;
let published: Published;
let audit: AuditLogs;

const seal = async (file = 'logs.sqlite'): Promise<void> => {
  const sealer = createSealer({ file: join(folder, file), deployment });
  for (let after = (await sealer.open()) ?? 0n; ;) {
    const batch = await store.readAll({ after, limit: 7 });
    if (batch.position === after) break;
    await sealer.take(batch, false);
    after = batch.position;
  }
  sealer.close();
};

/** Appends one event to its own stream; `minute` is its time within a day. */
const append = async (
  division: string,
  name: string,
  data: unknown,
  minute = 0,
  stream = random.uuid(),
): Promise<bigint> => {
  const id = random.uuid();
  const envelope: Envelope = {
    specversion: '1.0',
    id,
    source: catalogue.source(name),
    type: catalogue.wireType(name),
    subject: stream,
    sequence: '0',
    time: new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString(),
    datacontenttype: 'application/json',
    partitionkey: division,
    audience: 'public',
    actor: 'someone',
    correlationid: id,
    causationid: id,
    data,
  };
  const appended = await store.append(stream, 'none', [
    { id, type: envelope.type, bytes: encodeEnvelope(envelope), salt: random.bytes(32) },
  ]);
  if (isRefused(appended)) throw new Error(appended.refused[0].code);
  return appended.position;
};
const founded = { name: deployment, operatorAccounts: ['a "partitionkey":"000000000000" in a value'] };

const grow = async (division: string, count: number): Promise<bigint[]> => {
  const positions: bigint[] = [];
  for (let i = 0; i < count; i++) positions.push(await append(division, 'deployment-founded', founded, i));
  return positions;
};

const advance = async (): Promise<void> => {
  const next = nextAdvance(logs, origins, createNodeHasher());
  if (next === undefined) throw new Error('nothing to show');
  const [event] = headsDecider.decide(next, 'empty') as readonly { data: unknown }[];
  await append('000000000000', 'heads-advanced', event?.data, 0, advanceStream(logs, next));
  await seal();
};

const read = (log: string, fresh: boolean) => async (path: string) => {
  const answer = await audit.resource(log, path, fresh);
  return answer.ok ? new Uint8Array(Buffer.from(answer.bytes, 'base64')) : undefined;
};
const verifierOf = (origin: string) => {
  const { publicKey, algorithm } = parseVkey(audit.vkeys()[0] ?? '');
  return createVerifier({ name: origin, algorithm, publicKey });
};
const checkpointOf = async (log: string, fresh: boolean) => {
  const note = await read(log, fresh)('checkpoint');
  const origin = origins.of(log);
  return openCheckpoint(note ?? '', { log: [verifierOf(origin)] });
};

const open = (): void => {
  logs = openDivisionLogs(join(folder, 'logs.sqlite'), store);
  published = openPublished(join(folder, 'published.sqlite'));
  const signer = createLogSigner(
    origins,
    { current: (purpose: string) => new Uint8Array(32).fill(purpose === 'log' ? 1 : 2) },
    published,
  );
  audit = createAuditLogs({
    logs,
    reader: store,
    signer,
    origins,
    headToSign: createHeadsToSign(logs, published),
    witnesses: { cosignatures: async () => [], larger: () => undefined },
    policy: noWitnesses,
    rotations: async () => [],
    headsTimes: () => headsTimes,
  });
};
const headsTimes = { now: '2026-01-01T00:20:00.000Z', next: '2026-01-01T01:00:00.000Z' };
const close = (): void => {
  logs.close();
  published.close();
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
  open();
});
afterEach(async () => {
  close();
  await store.close();
  await rm(folder, { recursive: true });
});

describe('a division log', () => {
  it('holds every event of the division in the order of the store, and nothing else', async () => {
    await grow(village, 300);
    await grow(other, 3);
    await seal();
    const head = await checkpointOf(village, true);
    expect(head.size).toBe(300);
    const entries: Uint8Array[] = [];
    await verifyTree(read(village, true), head, (bundle) => void entries.push(...bundle.entries));
    const events = await logs.events(village, 0, 300);
    expect(events).toHaveLength(300);
    for (const [i, event] of events.entries()) {
      expect(checkOpening(entries[i] ?? new Uint8Array(), event).id).toBe(event.id);
      expect(catalogue.decode(event).partitionkey).toBe(village);
    }
    expect((await checkpointOf(other, true)).size).toBe(3);
  });

  it('is the same whatever the batches, and when rebuilt from zero', async () => {
    await grow(village, 5);
    await seal();
    await grow(village, 290);
    await grow(other, 2);
    await seal();
    await seal('again.sqlite');
    const again = openDivisionLogs(join(folder, 'again.sqlite'), store);
    for (const log of [village, other]) expect(again.head(log)).toEqual(logs.head(log));
    again.close();
  });

  it('tells where an event stands, and how large it was at a time', async () => {
    const positions = await grow(village, 270);
    await seal();
    for (const i of [0, 1, 255, 256, 269]) expect(audit.seal(village, positions[i] ?? 0n).index).toBe(i);
    const [later] = await grow(village, 1);
    expect(audit.seal(village, later ?? 0n).index).toBeNull();
    expect(logs.sizeAsOf(village, Date.UTC(2026, 0, 1, 0, 100))).toBe(101);
    expect(logs.sizeAsOf(village, Date.UTC(2025, 0, 1))).toBe(0);
    expect(logs.sizeAsOf(village, Date.UTC(2027, 0, 1))).toBe(270);
  });

  it('takes as of a time the longest prefix without a later event, where clocks went backwards', async () => {
    for (const minute of [0, 10, 5, 20]) await append(village, 'deployment-founded', founded, minute);
    await seal();
    expect(logs.sizeAsOf(village, Date.UTC(2026, 0, 1, 0, 5))).toBe(1);
    expect(logs.sizeAsOf(village, Date.UTC(2026, 0, 1, 0, 10))).toBe(3);
  });

  it('proves one entry in a file of its own', async () => {
    await grow(village, 20);
    await seal();
    const answer = await audit.proof(village, 11, true);
    if (!answer.ok) throw new Error('refused');
    const leaf = await (await readTree(read(village, true), await checkpointOf(village, true))).leafHash(11);
    const trust = { log: [verifierOf(origins.of(village))] };
    expect(verifyTlogProof(parseTlogProof(answer.proof), leaf, trust).size).toBe(20);
    expect(await audit.proof(village, 20, true)).toMatchObject({ ok: false, refusals: [{ code: 'log.no-entry' }] });
  });
});

describe('the heads log', () => {
  it('shows every log that grew, and to outsiders no more than that', async () => {
    await grow(village, 4);
    await grow(other, 1);
    await seal();
    expect(await audit.describe(village, false)).toMatchObject({ ok: false, refusals: [{ code: 'log.unknown' }] });
    await advance();
    await grow(village, 6);
    await seal();
    expect((await checkpointOf(village, false)).size).toBe(4);
    expect((await checkpointOf(village, true)).size).toBe(10);
    expect(await read(village, false)('tile/0/000.p/10')).toBeUndefined();
    await verifyTree(read(village, false), await checkpointOf(village, false));
  });

  it('holds the text of each head that it shows, at the entry it says', async () => {
    await grow(village, 4);
    await grow(other, 1);
    await seal();
    await advance();
    const shown = logs.publicHead(village);
    const tree = await readTree(read('heads', true), await checkpointOf('heads', true));
    const entry = new TextDecoder().decode(await tree.entry(shown?.entry ?? -1));
    expect(entry).toBe(`${origins.of(village)}\n4\n${encodeBase64(logs.head(village)?.root ?? new Uint8Array())}\n`);
    expect((await checkpointOf('heads', true)).size).toBe(2);
  });

  it('grows from one advance to the next as the events say, and is never sealed itself', async () => {
    await grow(village, 1);
    await seal();
    await advance();
    const before = await checkpointOf('heads', true);
    await grow(village, 1);
    await grow(other, 1);
    await seal();
    await advance();
    const after = await checkpointOf('heads', true);
    expect(after.size).toBe(3);
    await (await readTree(read('heads', true), after)).checkExtends(before);
    expect(logs.head('000000000000')).toBeUndefined();
  });
});

describe('signing', () => {
  it('refuses a log that is smaller than one it signed', async () => {
    await grow(village, 5);
    await seal();
    await checkpointOf(village, true);
    close();
    await rm(join(folder, 'logs.sqlite'));
    open();
    expect(await audit.describe(village, true)).toMatchObject({ ok: false, refusals: [{ code: 'log.fork' }] });
    await seal();
    expect((await checkpointOf(village, true)).size).toBe(5);
  });

  it('refuses a log that does not extend one it signed', async () => {
    await grow(village, 5);
    await seal();
    published.record(origins.of(village), { size: 3, root: new Uint8Array(32).fill(9) });
    expect(await audit.describe(village, true)).toMatchObject({ ok: false, refusals: [{ code: 'log.fork' }] });
  });
});

describe('an epoch', () => {
  it('begins a log of another origin, whose first entry says why', async () => {
    await grow(village, 5);
    await seal();
    const data = { log: village, epoch: 2, oldSize: 9, oldRoot: 'A'.repeat(43) + '=', reason: 'restored' };
    await append(village, 'log-epoch-started', data);
    await grow(village, 2);
    await seal();
    expect(logs.current(village)).toBe(`${village}/epoch-2`);
    expect((await checkpointOf(village, true)).size).toBe(5);
    expect((await checkpointOf(`${village}/epoch-2`, true)).size).toBe(3);
    const [first] = await logs.events(`${village}/epoch-2`, 0, 1);
    expect(first && catalogue.decode(first).data).toEqual(data);
  });

  it('leaves the one before as far as it is still here, though more of it was signed', async () => {
    await grow(village, 5);
    await seal();
    published.record(origins.of(village), { size: 9, root: new Uint8Array(32).fill(9) });
    expect(await audit.describe(village, true)).toMatchObject({ ok: false, refusals: [{ code: 'log.fork' }] });
    const data = { log: village, epoch: 2, oldSize: 9, oldRoot: 'A'.repeat(43) + '=', reason: 'restored' };
    await append(village, 'log-epoch-started', data);
    await seal();
    expect((await checkpointOf(village, true)).size).toBe(5);
  });
});

describe('a receipt', () => {
  it('is pending until its leaf is in the log, then kept, and the same when asked for again', async () => {
    const [position = 0n] = await grow(village, 1);
    const note = (await audit.receipt(position, 1)) ?? '';
    expect(await audit.receiptState(note)).toEqual({ ok: true, state: 'pending' });
    await seal();
    expect(await audit.receiptState(note)).toEqual({ ok: true, state: 'kept' });
    expect(await audit.receipt(position, 1)).toBe(note);
  });

  it('is not given for what is not stored, nor believed when altered', async () => {
    const [position = 0n] = await grow(village, 1);
    expect(await audit.receipt(position + 1n, 1)).toBeUndefined();
    const note = (await audit.receipt(position, 1)) ?? '';
    expect(await audit.receiptState(note.replace(village, other))).toMatchObject({
      ok: false,
      refusals: [{ code: 'receipt.malformed' }],
    });
  });

  it('names the very leaf that the log gets', async () => {
    const [position = 0n] = await grow(village, 1);
    const note = (await audit.receipt(position, 1)) ?? '';
    await seal();
    const leaf = await (
      await readTree(read(village, true), await checkpointOf(village, true), portableHasher)
    ).leafHash(0);
    expect(note).toContain(`\n${encodeBase64(leaf)}\n`);
  });
});
