import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mutationText, type Actor, type Data } from '../src/actors.ts';
import { shanghaiDate } from '../src/days.ts';
import { noticeBoardPicture } from '@cunjian/standalone/demo/pictures';
import { period, quarterFile } from '../src/quarter-file.ts';
import type { Deployment } from '../src/deployment.ts';
import { runDemo } from '../src/running.ts';
import { journeyMs, until } from '../src/until.ts';

jest.setTimeout(journeyMs);

const disclosure = 'disclosure-330324108207-vc-2026Q2';
const body = '330324108207-vc';

let demo: Deployment;
beforeAll(async () => {
  demo = await runDemo();
});
afterAll(() => demo.stop());

interface Sent {
  readonly account: string;
  readonly mutation: string;
  readonly input: object;
  readonly selection: string;
}
/** What people send, each time with a new id; where a file belongs to it, the file is there already. */
const intents: Readonly<Record<string, () => Promise<Sent>>> = {
  'a draft of a notice': async () => ({
    account: 'clerk',
    mutation: 'draftNotice',
    input: { commandId: randomUUID(), body, content: { title: '停水通知', text: '明天上午停水。' } },
    selection: 'notice { id title status } receipt { note }',
  }),
  'a question of a villager': async () => ({
    account: 'villager',
    mutation: 'raiseObjection',
    input: { commandId: randomUUID(), disclosure, kind: 'QUESTION', text: '路灯电费为什么这么多?' },
    selection: 'objection { id text } receipt { note }',
  }),
  'a posting with its photo': async () => {
    const file = await (await demo.as('clerk')).upload(noticeBoardPicture(3));
    return {
      account: 'clerk',
      mutation: 'postDisclosure',
      input: {
        ...{ commandId: randomUUID(), disclosure, place: '芙蓉村下街口', from: shanghaiDate(), to: shanghaiDate(10) },
        photo: { file, name: '公开栏.png' },
      },
      selection: 'disclosure { id } receipt { note }',
    };
  },
  "an agency's file of two villages": async () => {
    const file = await (await demo.as('accountant')).upload(await quarterFile({ 芙蓉村: {}, 苍坡村: {} }));
    return {
      account: 'accountant',
      mutation: 'importDisclosures',
      input: { commandId: randomUUID(), file, fileName: '三季度.xlsx', period },
      selection: 'results { disclosure { id } userErrors { code } }',
    };
  },
};

const send = async (who: Actor, { mutation, input, selection }: Sent): Promise<Data> =>
  (await who.ask(mutationText(mutation, selection), { input }))[mutation];

/** Sends all of it, and hangs up before a byte of the answer has come. */
const sendAndHangUp = async ({ headers }: Actor, { mutation, input, selection }: Sent): Promise<void> => {
  const payload = JSON.stringify({ query: mutationText(mutation, selection), variables: { input } });
  const sent = request(`${demo.url}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) },
  });
  sent.on('error', () => undefined);
  sent.end(payload);
  await once(sent, 'finish');
  sent.destroy();
};

/** Events written since `after`; what reactions and the passing of time wrote meanwhile is not counted. */
const eventsSince = async (after: bigint): Promise<readonly string[]> => {
  const { events } = await demo.events.readAll({ after, limit: 1_000 });
  return events
    .map(({ bytes }) => JSON.parse(Buffer.from(bytes).toString()) as { actor: string; type: string })
    .filter(({ actor }) => !actor.startsWith('system:'))
    .map(({ type }) => type);
};

describe.each(Object.keys(intents))('%s', (name) => {
  let sent: Sent;
  let who: Actor;
  let before: bigint;
  beforeEach(async () => {
    sent = (await intents[name]?.()) as Sent;
    who = await demo.as(sent.account);
    before = await demo.events.head();
  });
  const once = async () => {
    const written = await eventsSince(before);
    expect(written.length).toBe(name.includes('two villages') ? 2 : 1);
  };

  it('sent twelve times at once happens once, and all get the same answer', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(who, sent)));
    expect(answers[0].userErrors).toEqual([]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await once();
  });

  it('sent again later happens once and gets the same answer', async () => {
    const first = await send(who, sent);
    await demo.settle();
    expect(await send(who, sent)).toEqual(first);
    await once();
  });

  it('sent from two tabs, each signed in for itself, happens once and gets the same answer', async () => {
    const other = await demo.anotherTab(sent.account);
    expect(other.token).not.toBe(who.token);
    const [first, second] = await Promise.all([send(who, sent), send(other, sent)]);
    expect(second).toEqual(first);
    await once();
  });

  it('sent again after its answer was lost happens once, and the answer is that of what was written', async () => {
    await sendAndHangUp(who, sent);
    await until(async () => (await eventsSince(before)).length > 0, 'the command whose sender hung up is carried out');
    await demo.settle();
    const answer = await send(who, sent);
    expect(answer.userErrors).toEqual([]);
    expect(await send(who, sent)).toEqual(answer);
    await once();
  });
});

describe('one intent in two tabs, each with an id of its own', () => {
  it('happens once; the second is told that it is done', async () => {
    const commandIn = {
      body,
      period: 'matter-2026-road',
      days: { from: '2026-09-01', to: '2026-09-30' },
      title: '村道修补',
    };
    const accountant = await demo.as('accountant');
    const draft = {
      ...commandIn,
      content: { accounts: [{ account: '基本户', book: '专项', opening: 0, closing: 0, lines: [] }] },
    };
    const { disclosure: matter } = await accountant.carryOut('draftDisclosure', draft, 'disclosure { id }');
    const tabs = [await demo.as('chair'), await demo.anotherTab('chair')];
    const answers = await Promise.all(
      tabs.map((tab) =>
        send(tab, {
          account: 'chair',
          mutation: 'confirmDisclosure',
          input: { commandId: randomUUID(), disclosure: matter.id },
          selection: 'disclosure { status }',
        }),
      ),
    );
    const codes = answers.map(({ userErrors }) => userErrors.map(({ code }: Data) => code));
    expect(codes.sort()).toEqual([[], ['disclosure.step-taken']]);
  });
});
