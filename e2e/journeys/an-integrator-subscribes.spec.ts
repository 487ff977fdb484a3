import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Data } from '../src/actors.ts';
import { cunjianDone } from '../src/command-line.ts';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { startWebhookReceiver } from '../src/webhook-receiver.ts';
import { journeyMs, until } from '../src/until.ts';

jest.setTimeout(journeyMs);

const division = '330324108207';
const body = `${division}-vc`;

let demo: Deployment;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
beforeAll(async () => {
  demo = await runDemo();
  receiver = await startWebhookReceiver();
});
afterAll(async () => {
  await receiver.close();
  await demo.stop();
});

/** A public event in the village's log. */
const change = async (board: string): Promise<void> => {
  const operator = await demo.as('operator');
  await operator.carryOut('changeBody', { body, noticeBoards: ['村口', board] });
};

/** Entries over a WebSocket, as Node has it, until it is told to break off. */
const follow = async (fromIndex?: number) => {
  const { token, office } = await demo.as('integrator');
  const socket = new WebSocket(`${demo.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const entries: Data[] = [];
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const query = `subscription ($division: DivisionCode!, $fromIndex: Int) {
    divisionEvents(division: $division, fromIndex: $fromIndex) { index event commitment type text salt } }`;
  socket.addEventListener('open', () =>
    send({ type: 'connection_init', payload: { authorization: `Bearer ${token}`, office } }),
  );
  socket.addEventListener('message', ({ data }) => {
    const { type, payload } = JSON.parse(String(data)) as Data;
    if (type === 'connection_ack')
      send({ id: 'follow', type: 'subscribe', payload: { query, variables: { division, fromIndex } } });
    if (type === 'next') entries.push(payload.data.divisionEvents);
  });
  return { entries, breakOff: () => socket.close() };
};
const commitmentOf = (salt: string, event: string): string =>
  createHash('sha256').update(Buffer.from(salt, 'base64')).update(event).digest('base64');

describe('an integrator', () => {
  it('gets a token for its system on the command line', async () => {
    const token = (await cunjianDone('token', '--url', demo.url, '--client', 'integrator')).stdout.trim();
    const answer = await fetch(`${demo.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { offices { kind } } }' }),
    });
    expect(await answer.json()).toEqual({ data: { viewer: { offices: [{ kind: 'INTEGRATOR' }] } } });
  });

  it('has a webhook, whose deliveries survive the receiver’s absence', async () => {
    const integrator = await demo.as('integrator');
    const input = { url: receiver.url, divisions: [division], types: ['body-changed'] };
    const { webhook, secret } = await integrator.carryOut('registerWebhook', input, 'webhook secret');
    receiver.trust(secret);
    await change('东头');
    await until(() => receiver.taken.size === 1, 'the change is delivered');
    receiver.refuse(true);
    await change('西头');
    const attempts = async (): Promise<readonly Data[]> => {
      const { viewer } = await integrator.ask(
        '{ viewer { webhooks { id deliveries(first: 20) { edges { node { outcome status log index } } } } } }',
      );
      return viewer.webhooks.find(({ id }: Data) => id === webhook).deliveries.edges.map(({ node }: Data) => node);
    };
    await until(async () => (await attempts())[0]?.status === 503, 'an attempt was turned away');
    receiver.refuse(false);
    await until(() => receiver.taken.size === 2, 'it is delivered at another attempt');
    expect(receiver.forged).toEqual([]);
    for (const { salt = '', event = '', commitment } of receiver.taken.values())
      expect(commitmentOf(salt, event)).toBe(commitment);

    const [newest] = await attempts();
    receiver.taken.clear();
    const range = { webhook, log: newest.log, from: newest.index, to: newest.index };
    await integrator.carryOut('replayWebhook', range);
    await until(() => receiver.taken.size === 1, 'it is delivered once more');
    expect([...receiver.taken.values()][0]?.index).toBe(newest.index);
  });

  it('follows a village over a WebSocket, and after a break goes on without a gap', async () => {
    const first = await follow(0);
    await until(() => first.entries.length >= 5, 'five entries arrive');
    first.breakOff();
    const seen = [...first.entries];
    await change('南头');
    await change('北头');
    await demo.settle();
    const second = await follow(seen.length);
    const ends = (text: string) =>
      second.entries.some((entry) => (entry.text as string | null)?.includes(text) === true);
    await until(() => ends('北头'), 'what was written during the break arrives');
    await change('中间');
    await until(() => ends('中间'), 'what is written now arrives');
    second.breakOff();
    const all = [...seen, ...second.entries];
    expect(all.map(({ index }) => index)).toEqual(all.map((_, i) => i));
    const opened = all.filter(({ text }) => text !== null);
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.length).toBeLessThan(all.length);
    for (const { salt, text, commitment } of opened) expect(commitmentOf(salt, text)).toBe(commitment);
  });
});
