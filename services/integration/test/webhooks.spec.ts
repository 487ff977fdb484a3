import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { visitor } from '@cunjian/access';
import type { Outcome } from '@cunjian/service-kit';
import { retryDelaysMs } from '../src/delivery/retry-schedule.ts';
import { startReceiver, type Received, type Receiver } from './receiver.ts';
import {
  county,
  elsewhere,
  neighbour,
  startIntegration,
  village,
  type IntegrationOptions,
  type RunningIntegration,
} from './running-integration.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});
const start = async (options?: IntegrationOptions): Promise<RunningIntegration> => {
  const running = await startIntegration(options);
  opened.push(running);
  return running;
};
const receive = async (): Promise<Receiver> => {
  const receiver = await startReceiver();
  opened.push(receiver);
  return receiver;
};
const done = <Result>(outcome: Outcome<Result>): Result => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.result;
};
const codesOf = (outcome: Outcome<unknown>): readonly string[] =>
  outcome.ok ? [] : outcome.refusals.map(({ code }) => code);

const register = async (
  running: RunningIntegration,
  url: string,
  { divisions = [county], types = [] as string[], account = 'integrator' } = {},
) => {
  const outcome = await running.as(account).webhooks.register({ commandId: running.newId(), url, divisions, types });
  const { webhook, secret } = done(outcome);
  // It takes effect when the read model has it, and its deliveries have begun.
  await until(running, async () => (await listed(running, webhook, account)) !== undefined);
  return { webhook, secret: secret ?? '' };
};
const listed = async ({ as }: RunningIntegration, webhook: string, account = 'integrator') =>
  (await as(account).webhooks.mine({})).value.find((one) => one.webhook === webhook);
const until = async ({ clock }: RunningIntegration, holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await clock.sleep(10);
};
const attempts = async ({ as }: RunningIntegration, webhook: string, account = 'integrator') =>
  (await as(account).webhooks.deliveries({ webhook, first: 100 })).value?.attempts ?? [];

const signatureOf = (secret: string, { headers, text }: Received): string => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`;
  return 'v1,' + createHmac('sha256', key).update(signed).digest('base64');
};
const idsOf = (received: readonly Received[]): readonly string[] => received.map(({ body }) => body.data.id);

describe('a webhook', () => {
  it('gets what happens in its divisions, signed, with what opens a public entry', async () => {
    const [running, receiver] = [await start(), await receive()];
    const before = await running.rename('before it was registered');
    const { secret } = await register(running, receiver.url);
    const event = await running.rename('甲村');
    await running.rename('of another county', { division: elsewhere });
    const [, second] = [await running.rename('乙村', { division: neighbour }), await running.rename('丙村')];
    const received = await receiver.count(3);
    expect(idsOf(received)).not.toContain(before);
    const [first] = received;
    if (first === undefined) throw new Error('nothing came');
    expect(first.headers['webhook-id']).toBe(event);
    expect(first.headers['webhook-signature']).toBe(signatureOf(secret, first));
    expect(first.body.type).toBe('cunjian.registry.division-renamed.v1');
    const { data } = first.body;
    expect(data).toMatchObject({ log: village, origin: `cunjian.test/division/${village}`, index: 1 });
    const opening = Buffer.concat([Buffer.from(data.salt ?? '', 'base64'), Buffer.from(data.event ?? '')]);
    expect(createHash('sha256').update(opening).digest('base64')).toBe(data.commitment);
    expect(received[2]?.body.data).toMatchObject({ id: second, log: village, index: 2 });
  });

  it('gets the commitment alone of what its owner may not read, and nothing of it where types are named', async () => {
    const [running, receiver, typed] = [await start(), await receive(), await receive()];
    await register(running, typed.url, { types: ['division-renamed'] });
    await register(running, receiver.url);
    await running.rename('secret', { audience: 'residents' });
    const open = await running.rename('open');
    const [withheld] = await receiver.count(2);
    expect(withheld?.body).toMatchObject({ type: 'cunjian.entry', data: { log: village, index: 0 } });
    expect(Object.keys(withheld?.body.data ?? {}).sort()).toEqual(['commitment', 'id', 'index', 'log', 'origin']);
    expect(idsOf(await typed.count(1))).toEqual([open]);
  });

  it('gets the commitment alone of what opens later, and all of it when it is replayed then', async () => {
    const [running, receiver, typed] = [await start(), await receive(), await receive()];
    await register(running, typed.url, { account: 'auditor', types: ['division-renamed'] });
    const { webhook } = await register(running, receiver.url, { account: 'auditor' });
    const openFrom = new Date(running.clock.now() + 3_600_000).toISOString();
    const later = await running.rename('for residents, later', { audience: 'residents', openFrom });
    const now = await running.rename('for residents');
    const [closed] = await receiver.count(2);
    expect(closed?.body).toMatchObject({ type: 'cunjian.entry', data: { id: later, index: 0 } });
    expect(closed?.body.data.event).toBeUndefined();
    expect(idsOf(await typed.count(1))).toEqual([now]);
    const feed = () => running.as('auditor').feed.entries({ division: village, from: 0, limit: 1 });
    expect(await feed()).toMatchObject({ ok: true, entries: [{ id: later }], next: 1 });
    expect(JSON.stringify(await feed())).not.toContain('opening');
    running.clock.leap(3_600_000);
    expect(await feed()).toMatchObject({ ok: true, entries: [{ id: later, opening: { name: 'division-renamed' } }] });
    const range = { log: village, from: 0, to: 0 };
    done(await running.as('auditor').webhooks.replay({ commandId: running.newId(), webhook, ...range }));
    const [, , opened] = await receiver.count(3);
    expect(opened?.body.data).toMatchObject({ id: later, commitment: closed?.body.data.commitment });
    expect(opened?.body.data.event).toContain('for residents, later');
  });

  it('opens what an office may read', async () => {
    const [running, receiver] = [await start(), await receive()];
    await register(running, receiver.url, { account: 'auditor' });
    await running.rename('for residents', { audience: 'residents' });
    const [first] = await receiver.count(1);
    expect(first?.body.data.event).toContain('for residents');
  });

  it('shows its secret once', async () => {
    const [running, receiver] = [await start(), await receive()];
    const input = { commandId: running.newId(), url: receiver.url, divisions: [county] };
    const first = done(await running.as('integrator').webhooks.register(input));
    const second = done(await running.as('integrator').webhooks.register(input));
    expect(first.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(second).toEqual({ webhook: first.webhook, secret: null });
  });

  it('is signed with both secrets while they overlap, then with the new one', async () => {
    const [running, receiver] = [await start(), await receive()];
    const { webhook, secret: old } = await register(running, receiver.url);
    const rotation = { commandId: running.newId(), webhook, overlapHours: 1 };
    const { secret } = done(await running.as('integrator').webhooks.rotateSecret(rotation));
    await until(running, async () => (await listed(running, webhook))?.generation === 2);
    // Deliveries see the new document within their interval.
    running.clock.leap(1_100);
    await running.rename('甲村');
    const [during] = await receiver.count(1);
    if (during === undefined) throw new Error('nothing came');
    expect(during.headers['webhook-signature']).toBe(
      `${signatureOf(secret ?? '', during)} ${signatureOf(old, during)}`,
    );
    running.clock.leap(3_600_000);
    await running.rename('乙村');
    const [, after] = await receiver.count(2);
    if (after === undefined) throw new Error('nothing came');
    expect(after.headers['webhook-signature']).toBe(signatureOf(secret ?? '', after));
  });
});

describe('a receiver that fails', () => {
  it('is tried again with growing delays for three days, then disabled; nothing is skipped when it is enabled', async () => {
    const [running, receiver] = [await start(), await receive()];
    const { webhook } = await register(running, receiver.url);
    receiver.answer({ status: 503, body: 'under repair' });
    const first = await running.rename('甲村');
    const second = await running.rename('乙村');
    for (let tried = 1; tried <= retryDelaysMs.length; tried++) {
      await until(running, async () => (await attempts(running, webhook)).length === tried);
      running.clock.leap((retryDelaysMs[tried - 1] ?? 0) * 1.1 + 1);
    }
    await until(running, async () => (await listed(running, webhook))?.status === 'disabled');
    expect(await listed(running, webhook)).toMatchObject({ reason: 'failing', detail: '503' });
    const log = await attempts(running, webhook);
    expect(log).toHaveLength(retryDelaysMs.length + 1);
    expect(log[0]).toMatchObject({ event: first, outcome: 'failed', status: 503, excerpt: 'under repair' });
    expect(new Set(idsOf(receiver.received))).toEqual(new Set([first]));

    receiver.answer({ status: 204 });
    done(await running.as('integrator').webhooks.enable({ commandId: running.newId(), webhook }));
    const received = await receiver.count(log.length + 2);
    expect(idsOf(received.slice(-2))).toEqual([first, second]);
  });

  it('is not asked again once it says 410, and may go on with what comes', async () => {
    const [running, receiver] = [await start(), await receive()];
    const { webhook } = await register(running, receiver.url);
    receiver.answer({ status: 410 });
    await running.rename('甲村');
    await until(running, async () => (await listed(running, webhook))?.status === 'disabled');
    expect(await listed(running, webhook)).toMatchObject({ reason: 'gone' });
    receiver.answer({ status: 200 });
    const input = { commandId: running.newId(), webhook, resume: 'now' as const };
    done(await running.as('integrator').webhooks.enable(input));
    const after = await running.rename('乙村');
    expect(idsOf(await receiver.count(2))[1]).toBe(after);
  });

  it('has its redirects not followed', async () => {
    const [running, receiver, target] = [await start(), await receive(), await receive()];
    const { webhook } = await register(running, receiver.url);
    receiver.answer({ status: 307, headers: { location: target.url } });
    await running.rename('甲村');
    await until(running, async () => (await attempts(running, webhook)).length === 1);
    expect(await attempts(running, webhook)).toEqual([expect.objectContaining({ outcome: 'failed', status: 307 })]);
    expect(target.received).toEqual([]);
  });

  it('holds up nobody else, slow or dead', async () => {
    const [running, slow, dead, quick] = [await start(), await receive(), await receive(), await receive()];
    slow.answer(undefined);
    await register(running, slow.url);
    await register(running, dead.url);
    await register(running, quick.url, { account: 'other' });
    await dead.close();
    const events: string[] = [];
    for (let i = 0; i < 40; i++) events.push(await running.rename(`村 ${i}`));
    expect(idsOf(await quick.count(40))).toEqual(events);
    expect(slow.received).toHaveLength(1);
  });

  it('is tried after a restart where it was, no sooner', async () => {
    const receiver = await receive();
    const first = await startIntegration();
    const { webhook } = await register(first, receiver.url);
    receiver.answer({ status: 500 });
    const event = await first.rename('甲村');
    await until(first, async () => (await attempts(first, webhook)).length === 1);
    await first.stop();
    const again = await start({ folder: first.dataDir });
    await until(again, async () => (await listed(again, webhook)) !== undefined);
    receiver.answer({ status: 200 });
    again.clock.leap(6_000);
    expect(idsOf(await receiver.count(2))).toEqual([event, event]);
    await until(again, async () => (await attempts(again, webhook)).length === 2);
    expect((await attempts(again, webhook)).map(({ outcome }) => outcome)).toEqual(['delivered', 'failed']);
  });
});

describe('a replay', () => {
  it('sends one entry once more, or a range, with the same ids', async () => {
    const [running, receiver] = [await start(), await receive()];
    const { webhook } = await register(running, receiver.url);
    const events: string[] = [];
    for (let i = 0; i < 5; i++) events.push(await running.rename(`村 ${i}`));
    await receiver.count(5);
    const replay = (from: number, to: number) =>
      running.as('integrator').webhooks.replay({ commandId: running.newId(), webhook, log: village, from, to });
    done(await replay(2, 2));
    expect(idsOf(await receiver.count(6)).slice(5)).toEqual([events[2]]);
    done(await replay(0, 3));
    expect(idsOf(await receiver.count(10)).slice(6)).toEqual(events.slice(0, 4));
    await until(running, async () => (await attempts(running, webhook)).length === 10);
    expect((await attempts(running, webhook)).filter(({ replayed }) => replayed)).toHaveLength(5);
  });

  it('outlives the process, though it was asked for while an attempt was under way', async () => {
    const receiver = await receive();
    const first = await startIntegration();
    const { webhook } = await register(first, receiver.url);
    const one = await first.rename('甲村');
    await receiver.count(1);
    receiver.answer(undefined);
    const two = await first.rename('乙村');
    await receiver.count(2);
    const range = { webhook, log: village, from: 0, to: 0 };
    const [commandId, otherId] = [first.newId(), first.newId()];
    for (const id of [commandId, otherId, commandId])
      done(await first.as('integrator').webhooks.replay({ ...range, commandId: id }));
    await first.stop();
    receiver.answer({ status: 204 });
    const again = await start({ folder: first.dataDir });
    expect(idsOf(await receiver.count(5)).slice(2)).toEqual([one, one, two]);
    await again.rename('丙村');
    expect(await receiver.count(6)).toHaveLength(6);
  });

  it('is refused while ten wait', async () => {
    const [running, receiver] = [await start(), await receive()];
    const { webhook } = await register(running, receiver.url);
    receiver.answer(undefined);
    await running.rename('甲村');
    await receiver.count(1);
    const replay = () =>
      running.as('integrator').webhooks.replay({ commandId: running.newId(), webhook, log: village, from: 0, to: 0 });
    for (let i = 0; i < 10; i++) done(await replay());
    expect(codesOf(await replay())).toEqual(['webhook.too-many-replays']);
  });

  it('of other divisions’ logs sends nothing, and bad ranges are refused', async () => {
    const [running, receiver] = [await start(), await receive()];
    const { webhook } = await register(running, receiver.url);
    await running.rename('of another county', { division: elsewhere });
    const own = await running.rename('甲村');
    await receiver.count(1);
    const replay = (log: string, from: number, to: number) =>
      running.as('integrator').webhooks.replay({ commandId: running.newId(), webhook, log, from, to });
    done(await replay(elsewhere, 0, 5));
    done(await replay(village, 0, 0));
    expect(idsOf(await receiver.count(2))).toEqual([own, own]);
    expect(codesOf(await replay(village, 3, 2))).toEqual(['webhook.bad-range']);
    expect(codesOf(await replay(village, 0, 10_000))).toEqual(['webhook.bad-range']);
    expect(codesOf(await replay('heads', 0, 1))).toEqual(['webhook.unknown-log']);
  });
});

describe('rights', () => {
  it('decide who registers, where, and who manages', async () => {
    const [running, receiver] = [await start(), await receive()];
    const input = { commandId: running.newId(), url: receiver.url, divisions: [county] };
    expect(codesOf(await running.as('villager').webhooks.register(input))).toEqual(['access.denied']);
    expect(codesOf(await running.as().webhooks.register(input))).toEqual(['access.denied']);
    const both = { ...input, divisions: [village, elsewhere] };
    expect(codesOf(await running.as('integrator').webhooks.register(both))).toEqual(['access.denied']);
    const { webhook } = await register(running, receiver.url);
    const other = running.as('other').webhooks;
    const target = { commandId: running.newId(), webhook };
    for (const refused of [other.remove(target), other.disable(target), other.rotateSecret(target)])
      expect(codesOf(await refused)).toEqual(['access.denied']);
    expect((await other.deliveries({ webhook, first: 1 })).value).toBeNull();
    expect((await other.mine({})).value).toEqual([]);
  });

  it('that end disable the webhook; that are not known just now make it wait', async () => {
    const [running, receiver] = [await start(), await receive()];
    const { webhook } = await register(running, receiver.url);
    running.accessIs('stale');
    const event = await running.rename('甲村');
    await until(running, async () => running.turnedAway() > 0);
    running.accessIs('yes');
    running.clock.leap(5_000);
    expect(idsOf(await receiver.count(1))).toEqual([event]);
    running.callers.delete('integrator');
    running.callers.set('integrator', { ...visitor, account: 'integrator', person: 'p-integrator' });
    await running.rename('乙村');
    await until(running, async () => (await listed(running, webhook))?.status === 'disabled');
    expect(await listed(running, webhook)).toMatchObject({ reason: 'rights-ended' });
    expect(receiver.received).toHaveLength(1);
  });
});

it('an address that is not public is not registered', async () => {
  const running = await start({ webhookNetworks: ['127.9.9.9/32'] });
  const input = () => ({ commandId: running.newId(), divisions: [village] });
  for (const url of ['http://127.0.0.1:9/cunjian', 'https://localhost/', 'https://[::1]/', 'https://169.254.169.254/'])
    expect(codesOf(await running.as('integrator').webhooks.register({ ...input(), url }))).toEqual([
      'webhook.private-address',
    ]);
});
