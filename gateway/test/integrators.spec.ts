import { once } from 'node:events';
import { catalogue } from '@cunjian/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { ask, carryOut, data, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { committee, county, createWorld, neighbour, village, type World } from './world.ts';

const bodyEstablished = catalogue.wireType('body-established');

let gateway: RunningGateway;
let world: World;
beforeAll(async () => {
  gateway = await startGateway();
  world = await createWorld(gateway);
}, 120_000);
afterAll(() => gateway.close());

const tokenOf = async (clientSecret: string) => {
  const basic = Buffer.from(`integrator:${clientSecret}`).toString('base64');
  const response = await fetch(`${gateway.url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return (await response.json()) as { access_token?: string; error?: string };
};

describe('a system with client credentials', () => {
  it('is its account, and nobody with another secret', async () => {
    const { access_token: token } = await tokenOf('demo-secret-of-the-integrator');
    const { viewer } = await data(gateway, '{ viewer { offices { kind division { code } } } }', {}, { token });
    expect(viewer.offices).toEqual([{ kind: 'INTEGRATOR', division: { code: county } }]);
    expect(await tokenOf('guessed')).toMatchObject({ error: 'invalid_client' });
  });
});

const entriesQuery = `query ($division: DivisionCode!, $from: Int!, $types: [String!]) {
  divisionEvents(division: $division, fromIndex: $from, first: 100, types: $types) {
    log nextIndex size entries { index event commitment type position text salt } } }`;

describe('divisionEvents', () => {
  const entries = async (as: As, division = village, types?: readonly string[]) =>
    (await data(gateway, entriesQuery, { division, from: 0, types }, as)).divisionEvents;

  it('opens public entries to an integrator, and of others gives the commitment', async () => {
    await gatewayHas(2);
    const { entries: found, size } = await entries(world.as('integrator'));
    expect(found.map(({ index }: { index: number }) => index)).toEqual(Array.from({ length: size }, (_, i) => i));
    const [open, withheld] = [true, false].map((is) =>
      found.filter((one: { text: unknown }) => (one.text !== null) === is),
    );
    expect(open?.map(({ type }: { type: string }) => type)).toContain(bodyEstablished);
    expect(open?.[0]?.position).toMatch(/^\d+$/);
    // When it came about is not told either.
    expect(withheld?.[0]).toMatchObject({
      type: null,
      salt: null,
      position: null,
      commitment: expect.stringMatching(/^[\w+/]{43}=$/),
    });
    const named = await entries(world.as('integrator'), village, ['body-established']);
    expect(new Set(named.entries.map(({ type }: { type: string }) => type))).toEqual(new Set([bodyEstablished]));
  });

  it.each(['neighbour', 'operator'])('is denied to %s', async (account) => {
    const answer = await ask(gateway, entriesQuery, { division: village, from: 0 }, world.as(account));
    expect(JSON.stringify(answer.errors)).toContain('access.denied');
  });
});

const gatewayHas = async (least: number): Promise<void> => {
  for (;;) {
    const { divisionEvents } = await data(
      gateway,
      entriesQuery,
      { division: village, from: 0 },
      world.as('integrator'),
    );
    if (divisionEvents.size >= least) return;
    await gateway.clock.sleep(20);
  }
};

it('a subscription gets what happens next, over the wire', async () => {
  const { token, office } = world.as('integrator');
  const socket = new WebSocket(`${gateway.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const next = async () => {
    const [bytes] = (await once(socket, 'message')) as [Buffer];
    return JSON.parse(bytes.toString());
  };
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, office } }));
  expect(await next()).toEqual({ type: 'connection_ack' });
  const query = `subscription { divisionEvents(division: "${neighbour}", types: ["body-changed"]) { index type } }`;
  socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
  const coming = next();
  // The subscription begins with what comes: the change is made until it has begun.
  let arrived = false;
  void coming.then(() => (arrived = true));
  for (let i = 0; !arrived; i++) {
    await carryOut(gateway, 'changeBody', { body: `${neighbour}-vc`, noticeBoards: [`牌 ${i}`] }, world.as('operator'));
    await gateway.clock.sleep(20);
  }
  expect((await coming).payload.data.divisionEvents).toMatchObject({ type: 'cunjian.registry.body-changed.v1' });
  socket.close();
});

it('webhooks are registered, shown with their attempts, and what failed is to be mended', async () => {
  const integrator = world.as('integrator');
  const url = 'http://127.0.0.1:9/nobody';
  const input = { url, divisions: [county], types: ['body-changed'] };
  const { webhook, secret, position } = await carryOut(gateway, 'registerWebhook', input, integrator, 'webhook secret');
  expect(secret).toMatch(/^whsec_/);
  await carryOut(gateway, 'changeBody', { body: committee, noticeBoards: ['下村'] }, world.as('operator'));
  const query = `query ($p: Position) { viewer(atLeast: $p) { webhooksToMend { id } webhooks {
    id url status reason deliveries(first: 5) { edges { node { outcome error type replayed } } } } } }`;
  for (;;) {
    const { viewer } = await data(gateway, query, { p: position }, integrator);
    const [own] = viewer.webhooks;
    if (own?.deliveries.edges.length === 0 || own === undefined) {
      await gateway.clock.sleep(20);
      continue;
    }
    expect(own).toMatchObject({ id: webhook, url, status: 'ENABLED' });
    expect(own.deliveries.edges[0].node).toEqual({
      ...{ outcome: 'FAILED', error: 'ECONNREFUSED', replayed: false },
      type: 'cunjian.registry.body-changed.v1',
    });
    expect(viewer.webhooksToMend).toEqual([]);
    break;
  }
  const one = `query ($id: ID!) { viewer { webhook(id: $id) { url places { code name } } } }`;
  const shown = await data(gateway, one, { id: webhook }, integrator);
  expect(shown.viewer.webhook).toMatchObject({ url, places: [{ code: county, name: expect.any(String) }] });
  expect((await data(gateway, one, { id: webhook }, world.as('auditor'))).viewer.webhook).toBeNull();
  const refused = await ask(
    gateway,
    'mutation ($input: WebhookCommandInput!) { removeWebhook(input: $input) { userErrors { code } } }',
    { input: { commandId: world.newCommandId(), webhook } },
    world.as('auditor'),
  );
  expect(refused.data.removeWebhook.userErrors).toEqual([{ code: 'access.denied' }]);
});

it.each(['zh', 'en'])('the kinds of events to choose from have words in %s', async (language) => {
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': language },
    body: JSON.stringify({ query: '{ eventTypes { name service text } }' }),
  });
  const { eventTypes } = ((await answer.json()) as { data: { eventTypes: { name: string; text: string }[] } }).data;
  const names = eventTypes.map(({ name }) => name);
  expect(names).toContain('disclosure-published');
  expect(names).not.toContain('heads-advanced');
  expect(eventTypes.filter(({ text }) => /\p{Script=Han}/u.test(text) !== (language === 'zh'))).toEqual([]);
});
