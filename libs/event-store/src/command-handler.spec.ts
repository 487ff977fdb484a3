import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalogue, envelopeSchema, type EventsOf } from '@cunjian/contracts';
import { canonicalJson, isRefused, refuse, type Decider, type Random, type Refused } from '@cunjian/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  createCommandHandler,
  isUnknownOutcome,
  unknownOutcome,
  type CommandHandler,
  type CommandMeta,
  type EventStore,
  type Handled,
} from './index.ts';
import { openSqliteEventStore } from './sqlite/index.ts';

const contracts = {
  'item-added': { version: 1, describe: 'An item was added.', data: z.object({ item: z.string(), of: z.int() }) },
} as const;
const catalogue = createCatalogue({ test: contracts });
type Added = EventsOf<typeof contracts>;

interface Add {
  readonly item: string;
  /** How many events; more than five items are refused. */
  readonly count?: number;
}
const list: Decider<Add, readonly string[], Added> = {
  initialState: [],
  decide: ({ item, count = 1 }, items) => {
    if (items.length + count > 5) return refuse('test.full', { item }, 'item');
    return Array.from({ length: count }, () => ({ type: 'item-added', data: { item, of: items.length } }));
  },
  evolve: (items, { data }) => [...items, data.item],
};

const clock = { now: () => Date.UTC(2026, 2, 5, 1, 2, 3, 4), sleep: async () => undefined };
let drawn = 0;
/** Never the same salt twice, and nothing random. */
const random: Random = {
  bytes: (length) => {
    const bytes = Buffer.alloc(length);
    for (let offset = 0; offset < length; offset += 32)
      createHash('sha256')
        .update(String(drawn++))
        .digest()
        .copy(bytes, offset, 0, Math.min(32, length - offset));
    return bytes;
  },
  uuid: () => '',
};

let made = 0;
const newId = () => `0190a5a0-0000-7000-8000-${String(++made).padStart(12, '0')}`;
const metaOf = (changes: Partial<CommandMeta<Added>> = {}): CommandMeta<Added> => ({
  commandId: newId(),
  actor: 'p-1',
  division: '330302001201',
  correlationId: 'c-1',
  audience: 'residents',
  ...changes,
});

describe('the command handler', () => {
  let folder: string;
  let store: EventStore;
  let handler: CommandHandler;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cunjian-command-handler-'));
    store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
    handler = createCommandHandler({ store, catalogue, random, clock, maxDecideAttempts: 30 });
  });
  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });
  const newStream = () => `list-${++made}`;
  const handle = async (stream: string, command: Add, meta = metaOf()) =>
    handler.handle({ stream, decider: list, command, meta });
  const handled = async (stream: string, command: Add, meta = metaOf()): Promise<Handled> => {
    const result = await handle(stream, command, meta);
    if (isRefused(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
    return result;
  };
  const stored = async (stream: string) =>
    (await store.readStream(stream)).map((event) => ({ ...event, text: Buffer.from(event.bytes).toString() }));

  it('lets nothing that is public open later', async () => {
    const meta = metaOf({ audience: 'public', openFrom: () => '2026-03-06T00:00:00.000Z' });
    await expect(handle(newStream(), { item: '茶' }, meta)).rejects.toThrow('public');
  });

  it('writes one canonical envelope per event and answers with what a later reader sees', async () => {
    const stream = newStream();
    const openFrom = () => '2026-03-06T00:00:00.000Z';
    const meta = metaOf({ office: 'o-1', body: 'b-1', onBehalfOf: 'p-2', openFrom });
    await handled(stream, { item: '茶' });
    const result = await handled(stream, { item: '米', count: 2 }, meta);
    const all = await stored(stream);
    const event = all[1];
    if (event === undefined) throw new Error('not stored');
    const envelope = envelopeSchema.parse(JSON.parse(event.text));
    expect(envelope).toEqual({
      specversion: '1.0',
      id: event.id,
      source: 'test',
      type: 'cunjian.test.item-added.v1',
      subject: stream,
      sequence: '1',
      time: '2026-03-05T01:02:03.004Z',
      datacontenttype: 'application/json',
      partitionkey: '330302001201',
      audience: 'residents',
      actor: 'p-1',
      office: 'o-1',
      body: 'b-1',
      onbehalfof: 'p-2',
      openfrom: '2026-03-06T00:00:00.000Z',
      correlationid: 'c-1',
      causationid: meta.commandId,
      data: { item: '米', of: 1 },
    });
    expect(event.type).toBe(envelope.type);
    for (const { text } of all) expect(text).toBe(canonicalJson(JSON.parse(text)));
    expect(new Set(all.map(({ salt }) => Buffer.from(salt).toString('hex'))).size).toBe(3);
    expect(all.every(({ salt }) => salt.length === 32)).toBe(true);
    expect(result.events).toEqual(all.slice(1).map((one) => catalogue.decode(one)));
    expect(result).toMatchObject({ position: all[2]?.position, revision: 2, repeated: false });
  });

  it('answers a single event as a later reader sees it', async () => {
    const stream = newStream();
    const result = await handled(stream, { item: 'tea' });
    const [event] = await store.readStream(stream);
    expect(result.events).toEqual(event === undefined ? [] : [catalogue.decode(event)]);
    expect(result).toMatchObject({ position: event?.position, revision: 0, repeated: false });
  });

  it.each([1, 3])(
    'answers a command of %p events that comes again, also after others, with the same',
    async (count) => {
      const [stream, meta] = [newStream(), metaOf()];
      const first = await handled(stream, { item: 'a', count }, meta);
      const again = await handled(stream, { item: 'a', count }, meta);
      await handled(stream, { item: 'b' });
      const late = await handled(stream, { item: 'a', count }, meta);
      expect(again).toEqual({ ...first, repeated: true });
      expect(late).toEqual({ ...first, repeated: true });
      expect(await stored(stream)).toHaveLength(count + 1);
    },
  );

  it('carries out a command once that comes many times at once', async () => {
    const [stream, meta] = [newStream(), metaOf()];
    const results = await Promise.all(Array.from({ length: 20 }, () => handled(stream, { item: 'a', count: 2 }, meta)));
    expect(await stored(stream)).toHaveLength(2);
    expect(results.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const [first] = results;
    for (const result of results) expect(result).toEqual({ ...first, repeated: result.repeated });
  });

  it('answers a command whose first answer was lost, and happens once', async () => {
    const [stream, meta] = [newStream(), metaOf()];
    const lost = new Error('answer lost');
    const forgetful: Pick<EventStore, 'append' | 'readStream'> = {
      readStream: store.readStream,
      append: (...parameters) => store.append(...parameters).then(() => Promise.reject(lost)),
    };
    const unlucky = createCommandHandler({ store: forgetful, catalogue, random, clock });
    await expect(unlucky.handle({ stream, decider: list, command: { item: 'a' }, meta })).rejects.toBe(lost);
    expect(await handled(stream, { item: 'a' }, meta)).toMatchObject({ repeated: true, revision: 0 });
    expect(await stored(stream)).toHaveLength(1);
  });

  it.each([
    ['written', true, [1], 1],
    ['not written', false, [1], 1],
    ['not written, twice', false, [1, 2], 0],
  ])('looks into the stream where nobody knows whether its events were: %s', async (_, written, lost, count) => {
    const stream = newStream();
    let calls = 0;
    const flaky: Pick<EventStore, 'append' | 'readStream'> = {
      readStream: store.readStream,
      append: async (...request) => {
        const isLost = lost.includes(++calls);
        const result = isLost && !written ? undefined : await store.append(...request);
        if (isLost || result === undefined) throw unknownOutcome(stream, new Error('the line is dead'));
        return result;
      },
    };
    const { handle: tryIt } = createCommandHandler({ store: flaky, catalogue, random, clock });
    const result: unknown = await tryIt({ stream, decider: list, command: { item: '茶' }, meta: metaOf() }).catch(
      (error: unknown) => isUnknownOutcome(error),
    );
    expect(await stored(stream)).toHaveLength(count);
    if (count === 0) expect(result).toBe(true);
    else expect(result).toMatchObject({ revision: 0, repeated: written });
  });

  it('takes the same command id of another actor for another command', async () => {
    const [stream, meta] = [newStream(), metaOf()];
    await handled(stream, { item: 'a' }, meta);
    const other = await handled(stream, { item: 'a' }, { ...meta, actor: 'p-2' });
    expect(other).toMatchObject({ repeated: false, revision: 1 });
  });

  it('refuses a command id that caused events in another stream', async () => {
    const [meta, other] = [metaOf(), newStream()];
    await handled(newStream(), { item: 'a' }, meta);
    expect(await handle(other, { item: 'a' }, meta)).toEqual({
      refused: [{ code: 'command.id-reused', params: { commandId: meta.commandId }, field: 'commandId' }],
    });
    expect(await stored(other)).toEqual([]);
  });

  it('passes on what the decider refuses, and appends nothing', async () => {
    const stream = newStream();
    await handled(stream, { item: 'a', count: 5 });
    expect(await handle(stream, { item: 'b' })).toEqual({
      refused: [{ code: 'test.full', params: { item: 'b' }, field: 'item' }],
    });
    expect(await stored(stream)).toHaveLength(5);
  });

  it('answers with nothing where nothing is left to do', async () => {
    const stream = newStream();
    expect(await handled(stream, { item: 'a', count: 0 })).toEqual({
      events: [],
      position: 0n,
      revision: -1,
      repeated: false,
    });
    const { position } = await handled(stream, { item: 'a' });
    expect(await handled(stream, { item: 'a', count: 0 })).toMatchObject({ events: [], position, revision: 0 });
  });

  it('decides again where others were first, so that none decides on an old state', async () => {
    const stream = newStream();
    const results = await Promise.all(Array.from({ length: 8 }, (_, i) => handle(stream, { item: `item ${i}` })));
    expect(results.filter((result) => !isRefused(result))).toHaveLength(5);
    for (const result of results) if (isRefused(result)) expect(result.refused[0].code).toBe('test.full');
    const all = await stored(stream);
    expect(all.map((event) => catalogue.decode(event).data)).toEqual(
      all.map((_, of) => ({ item: expect.stringMatching(/^item/), of })),
    );
  });

  it('gives up after `maxDecideAttempts` and says so', async () => {
    let appends = 0;
    const contended = createCommandHandler({
      store: {
        readStream: async () => [],
        append: async () => {
          appends++;
          return refuse('store.wrong-revision');
        },
      },
      catalogue,
      random,
      clock,
      maxDecideAttempts: 4,
    });
    expect(await contended.handle({ stream: 's', decider: list, command: { item: 'a' }, meta: metaOf() })).toEqual({
      refused: [{ code: 'command.contended', params: { stream: 's', attempts: 4 } }],
    });
    expect(appends).toBe(4);
  });

  it.each(['store.busy', 'store.full', 'store.event-too-large'])('passes on %s at once', async (code) => {
    const refusal: Refused = refuse(code);
    const failing = createCommandHandler({
      store: { readStream: async () => [], append: async () => refusal },
      catalogue,
      random,
      clock,
    });
    const command = { item: 'a' };
    expect(await failing.handle({ stream: 's', decider: list, command, meta: metaOf() })).toBe(refusal);
  });

  it('takes the audience from the event where it is a function of it', async () => {
    const audience = ({ data }: Added) => (data.item === 'secret' ? 'parties' : 'public');
    const open = await handled(newStream(), { item: 'open' }, metaOf({ audience }));
    const secret = await handled(newStream(), { item: 'secret' }, metaOf({ audience }));
    expect([...open.events, ...secret.events].map((event) => event.audience)).toEqual(['public', 'parties']);
  });

  it('throws for data that break their contract, and for a stream of another division', async () => {
    const stream = newStream();
    const broken: typeof list = { ...list, decide: () => [{ type: 'item-added', data: { item: 'a', of: 0.5 } }] };
    const request = { stream, command: { item: 'a' }, meta: metaOf() };
    await expect(handler.handle({ ...request, decider: broken })).rejects.toThrow(/item-added breaks its contract/);
    expect(await stored(stream)).toEqual([]);
    await handled(stream, { item: 'a' });
    const elsewhere = handle(stream, { item: 'b' }, metaOf({ division: '330302001202' }));
    await expect(elsewhere).rejects.toThrow(/belongs to division 330302001201/);
  });
});
