import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue, type Audience, type RegistryEvent } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { openSqliteEventReader } from '@cunjian/event-store/sqlite';
import type { Decider } from '@cunjian/kernel';
import { isRefused } from '@cunjian/kernel';
import { accessMatrix } from '@cunjian/service-kit/access-matrix';
import {
  createLog,
  createServiceRuntime,
  dataLayout,
  runInBackground,
  systemClock,
  type ServiceRuntime,
} from '@cunjian/service-kit';
import { createSeededRandom } from '@cunjian/testing';
import { checkOpening, decodeBase64, openRotation, parseCheckpoint, parseTlogProof } from '@cunjian/tlog';
import { wireAudit, type WiredAudit } from '../src/audit.module.ts';
import { background as auditBackground } from '../src/background.ts';

const village = '330302001200';
const body = `${village}-vc`;
const matrix = accessMatrix({ division: village, body, bodyKind: 'villagers-committee', person: 'somebody' });
const random = createSeededRandom(11);

let folder: string;
let runtime: ServiceRuntime;
let audit: WiredAudit;
const stopping = new AbortController();
let background: Promise<void>;
let stopped: () => Promise<void>;

const writer: Decider<RegistryEvent, null, RegistryEvent> = {
  initialState: null,
  decide: (event) => [event],
  evolve: () => null,
};
const write = async (
  stream: string,
  event: RegistryEvent,
  audience: Audience = 'public',
  actor = 'somebody',
  openFrom?: string,
) => {
  const { handle } = createCommandHandler({ store: runtime.store, catalogue, random, clock: runtime.clock });
  const handled = await handle({
    stream,
    decider: writer,
    command: event,
    meta: {
      ...{ commandId: random.uuid(), actor, division: village, body, correlationId: 'test', audience },
      ...(openFrom !== undefined && { openFrom: () => openFrom }),
    },
  });
  if (isRefused(handled)) throw new Error(handled.refused[0].code);
  return handled.position;
};
const settle = async (): Promise<void> => {
  const head = await runtime.store.head();
  const reached = await runtime.readGate.reached(auditBackground.projections, head);
  if (!reached) throw new Error('the read models lag');
  for (;;) {
    const [own] = await asRole('auditor').seals({ events: [{ division: village, position: String(head) }] });
    if (own?.index !== null) return;
    await runtime.clock.sleep(5);
  }
};
const as = (account?: string) => audit.router.createCaller({ account, office: undefined, correlationId: 'test' });
const asRole = (role: string, relation = 'own') =>
  audit.router.createCaller({ account: `${role}@${relation}`, office: 'any', correlationId: 'test' });

let position: bigint;
let leaptMs = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-api-'));
  const log = createLog({ service: 'test', level: 'warn' });
  // Time goes on by itself, and further where a spec says so.
  const clock = { ...systemClock, now: () => systemClock.now() + leaptMs };
  runtime = await createServiceRuntime({ dataDir: folder, service: 'audit', clock, random, log });
  runtime = { ...runtime, resolveCaller: matrix.resolveCaller };
  audit = await wireAudit(runtime, { dataDir: folder, deployment: 'test.example', headsIntervalMs: 3_600_000 });
  const events = openSqliteEventReader({ file: dataLayout(folder).events });
  background = runInBackground(auditBackground, {
    dataDir: folder,
    deployment: 'test.example',
    events,
    catalogue,
    clock: runtime.clock,
    random,
    log,
    signal: stopping.signal,
    dispatch: async () => 'done',
    onStatus: () => undefined,
  });
  stopped = async () => {
    stopping.abort();
    await background;
    await audit.close?.();
    await events.close();
    await runtime.close();
  };
  await write(`body-${body}`, {
    type: 'body-established',
    data: {
      body,
      kind: 'villagers-committee',
      name: '某村村民委员会',
      division: village,
      predecessors: [],
      noticeBoards: [],
      owesDisclosure: true,
      from: '2026-01-01',
    },
  });
  const admitted = (person: string): RegistryEvent => ({
    type: 'member-admitted',
    data: { body, person, from: '2026-01-01' },
  });
  await write('of-residents', admitted('a'), 'residents');
  await write('of-committee', admitted('b'), 'committee');
  position = await write('of-parties', admitted('c'), 'parties', 'somebody');
  await settle();
});
afterAll(async () => {
  await stopped();
  await rm(folder, { recursive: true });
});

describe('openings', () => {
  const indexes = async (caller: ReturnType<typeof as>) =>
    (await caller.openings({ log: village, from: 0, limit: 10 })).openings.map(({ index }) => index);

  it('are given by audience and right', async () => {
    expect(await indexes(asRole('resident'))).toEqual([0, 1, 3]);
    expect(await indexes(asRole('clerk'))).toEqual([0, 1, 2, 3]);
    expect(await indexes(asRole('auditor', 'parent'))).toEqual([0, 1, 2, 3]);
  });

  it('say how many they leave out, and open the entries they name', async () => {
    const { openings, withheld, next } = await asRole('resident').openings({ log: village, from: 0, limit: 10 });
    expect({ withheld, next }).toEqual({ withheld: 1, next: 4 });
    const [bundle] = await Promise.all([asRole('resident').resource({ log: village, path: 'tile/entries/000.p/4' })]);
    if (!bundle.ok) throw new Error('no bundle');
    const bytes = Buffer.from(bundle.bytes, 'base64');
    const first = new Uint8Array(bytes.subarray(2, 2 + bytes.readUInt16BE(0)));
    const [opening] = openings;
    const event = new TextEncoder().encode(opening?.event);
    expect(checkOpening(first, { salt: decodeBase64(opening?.salt ?? ''), bytes: event }).id).toBe(
      JSON.parse(opening?.event ?? '{}').id,
    );
  });
});

describe('between two heads, who may not read a division fresh', () => {
  const outsiders = { visitor: as, auditorElsewhere: () => asRole('auditor', 'other') };

  it.each(Object.entries(outsiders))('(%s) learns nothing of what happens there', async (_, caller) => {
    const before = await caller().openings({ log: village, from: 0, limit: 256 });
    const places = await caller().seals({ events: ['1', '2'].map((at) => ({ division: village, position: at })) });
    expect(before).toEqual({ openings: [], withheld: 0, next: 0 });
    expect(places.map(({ index }) => index)).toEqual([null, null]);
    const more = await write(`of-${random.uuid()}`, {
      type: 'member-admitted',
      data: { body, person: 'd', from: '2026-01-01' },
    });
    await settle();
    expect(await caller().openings({ log: village, from: 0, limit: 256 })).toEqual(before);
    expect(await caller().seals({ events: [{ division: village, position: String(more) }] })).toMatchObject([
      { index: null },
    ]);
    for (const path of ['checkpoint', 'tile/0/000.p/1', 'tile/entries/000.p/1', 'heads-entry'])
      expect(await caller().resource({ log: village, path })).toMatchObject({ ok: false });
    expect(await caller().proof({ log: village, index: 0 })).toMatchObject({ ok: false });
  });

  it('is given by her right what is hers, and no count of the rest', async () => {
    const member = asRole('member');
    expect(await member.seals({ events: [{ division: village, position: '2' }] })).toMatchObject([{ index: 1 }]);
    const { openings, withheld } = await member.openings({ log: village, from: 0, limit: 256 });
    expect({ indexes: openings.map(({ index }) => index), withheld }).toEqual({ indexes: [1, 3], withheld: 0 });
  });
});

describe('a division log', () => {
  it('is fresh for its readers, and for anyone else that of the last heads', async () => {
    expect(await as().log({ log: village })).toMatchObject({ ok: false, refusals: [{ code: 'log.unknown' }] });
    expect(await asRole('resident').log({ log: village })).toMatchObject({ ok: true, size: 6, heads: null });
    await audit.advanceHeads();
    while (!(await as().log({ log: village })).ok) await runtime.clock.sleep(5);
    const { openings, withheld, next } = await as().openings({ log: village, from: 0, limit: 256 });
    expect({ indexes: openings.map(({ index }) => index), withheld, next }).toEqual({
      ...{ indexes: [0, 4, 5], withheld: 3, next: 6 },
    });
    expect(await as().seals({ events: [{ division: village, position: '1' }] })).toMatchObject([{ index: 0 }]);
  });

  it('proves its entries in files of their own', async () => {
    const answer = await asRole('resident').proof({ log: village, index: 2 });
    if (!answer.ok) throw new Error('refused');
    const proof = parseTlogProof(answer.proof);
    expect(proof.index).toBe(2);
    expect(parseCheckpoint(proof.checkpoint)).toMatchObject({ size: 6, origin: `test.example/division/${village}` });
  });

  it('has nothing under paths that are no tiles', async () => {
    for (const path of ['tile/0/../secrets', 'tile/0/000.p/7', 'tile/64/000', 'nothing'])
      expect(await asRole('resident').resource({ log: village, path })).toMatchObject({ ok: false });
  });
});

describe('a receipt', () => {
  it('is given for what is stored, and kept', async () => {
    const given = await as().receipt({ position: String(position), count: 1 });
    if (!given.ok) throw new Error('refused');
    expect(await as().receiptState({ note: given.note })).toEqual({ ok: true, state: 'kept' });
    expect(await as().receipt({ position: '999999', count: 1 })).toMatchObject({
      ok: false,
      refusals: [{ code: 'receipt.no-events' }],
    });
  });
});

describe('the timeline', () => {
  it('is newest first, page by page, and keeps what is not for the caller closed', async () => {
    const page = await asRole('resident').timeline({ division: village, before: 4, limit: 3 });
    if (!page.ok) throw new Error('refused');
    expect(page.entries.map(({ index, data, stream }) => [index, data !== null, stream])).toEqual([
      [3, true, 'of-parties'],
      [2, false, null],
      [1, true, 'of-residents'],
    ]);
    expect(page.hasMore).toBe(true);
    const rest = await asRole('resident').timeline({ division: village, before: 1, limit: 3 });
    expect(rest).toMatchObject({ ok: true, hasMore: false, entries: [{ index: 0 }] });
  });

  it('is empty before anything happened', async () => {
    const page = await asRole('auditor').timeline({ division: village, asOf: '2000-01-01T00:00:00Z', limit: 3 });
    expect(page).toMatchObject({ ok: true, entries: [], hasMore: false });
  });
});

describe('what opens later', () => {
  const hourMs = 3_600_000;
  const admitted: RegistryEvent = { type: 'member-admitted', data: { body, person: 'e', from: '2026-01-01' } };
  const shown = async (role: string, index: number) => {
    const [{ openings }, page] = await Promise.all([
      asRole(role).openings({ log: village, from: index, limit: 1 }),
      asRole(role).timeline({ division: village, before: index + 1, limit: 1 }),
    ]);
    if (!page.ok) throw new Error('refused');
    const [{ name, data, stream, body: of } = { name: '', data: null, stream: null, body: null }] = page.entries;
    return { opened: openings.length, name, data: data !== null, stream, body: of };
  };
  const written = async (actor: string): Promise<number> => {
    const openFrom = new Date(runtime.clock.now() + hourMs).toISOString();
    const at = await write(`later-${random.uuid()}`, admitted, 'residents', actor, openFrom);
    await settle();
    const [seal] = await asRole('resident').seals({ events: [{ division: village, position: String(at) }] });
    return seal?.index ?? -1;
  };

  it('is closed to auditors and neighbours until then, and does not even say what happened', async () => {
    const index = await written('another');
    const closed = { opened: 0, name: 'opens-later', data: false, stream: null, body: null };
    for (const role of ['resident', 'auditor']) expect(await shown(role, index)).toEqual(closed);
    leaptMs += hourMs;
    for (const role of ['resident', 'auditor'])
      expect(await shown(role, index)).toMatchObject({ opened: 1, name: 'member-admitted', data: true, body });
  });

  it('is open to whoever acted', async () => {
    const index = await written('somebody');
    expect(await shown('resident', index)).toMatchObject({ opened: 1, name: 'member-admitted', data: true });
  });
});

describe('a key rotation', () => {
  it('counts once, is on record, and old receipts still hold', async () => {
    const before = await as().receipt({ position: String(position), count: 1 });
    const commandId = random.uuid();
    const first = await asRole('operator').rotateKey({ commandId, purpose: 'receipt' });
    const again = await asRole('operator').rotateKey({ commandId, purpose: 'receipt' });
    if (!first.ok || !again.ok || !before.ok) throw new Error('refused');
    expect(again).toEqual({ ...first, repeated: true });
    const [statement = ''] = await as().rotations({});
    expect(openRotation(statement).newVkey).toBe(first.result.newVkey);
    expect(await as().vkeys({})).toContain(first.result.newVkey);
    expect(await as().receiptState({ note: before.note })).toEqual({ ok: true, state: 'kept' });
  });
});

describe('who may do what', () => {
  it('is as the table of permissions says', async () => {
    const same = 'what differs is in the answer: fresh or of the last heads, opened or withheld';
    const entries = {
      log: { input: { log: village }, sameAnswer: same },
      resource: { input: { log: village, path: 'checkpoint' }, sameAnswer: same },
      proof: { input: { log: village, index: 0 }, sameAnswer: same },
      openings: { input: { log: village, from: 0, limit: 1 }, sameAnswer: same },
      vkeys: { input: {} },
      rotations: { input: {} },
      policy: { input: {} },
      sealedPosition: { input: {} },
      seals: { input: { events: [] } },
      receipt: { input: { position: '1', count: 1 } },
      receiptState: { input: { note: 'x' } },
      timeline: { input: { division: village, limit: 1 } },
      rotateKey: { input: { purpose: 'receipt' } },
    };
    const cases = matrix.cases(audit.router, entries, runtime.store);
    const wrong: string[] = [];
    for (const { path, role, relation, check } of cases) {
      const finding = await check();
      if (finding !== undefined) wrong.push(`${path} as ${role}, ${relation}: ${finding}`);
    }
    expect(wrong).toEqual([]);
    expect(cases.length).toBeGreaterThan(100);
  });
});
