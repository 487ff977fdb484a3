import { createHash } from 'node:crypto';
import { rollRoot } from '@cunjian/ballots';
import type { RollEntry } from '@cunjian/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, carryOut, data, newCommandId, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { committee, createWorld, village, type World } from './world.ts';
import { personOf, writeEvents } from './write-events.ts';

const ballot = 'ballot-7a1f0b54-2c6e-5a53-9d0b-3c1d2e4f5a6b';
/** Between call, opening and closing: sessions of the demo outlive all of it. */
const stepMs = 5 * 60_000;

let gateway: RunningGateway;
let world: World;
const as = (account: string): As => world.as(account);

/** With the short terms of a spec: the rules of the law ask for days. */
const call = async (): Promise<void> => {
  const now = gateway.clock.now();
  const at = (steps: number): string => new Date(now + steps * stepMs).toISOString();
  const text = createHash('sha256').update('text').digest('base64url') as never;
  const place = { division: village, body: committee, bodyKind: 'villagers-committee' as const };
  const options = ['o01', 'o02', 'o03'].map((option) => ({ option, text }));
  const salt = createHash('sha256').update('salt').digest('base64url');
  const entries: RollEntry[] = [{ person: await personOf(gateway, 'villager'), household: '1', salt }];
  const roll = { count: 1, root: rollRoot(entries) };
  const rules = [{ rule: 'law', version: 1, status: 'carried-over' as const, citation: '法第25条' }];
  const representation = { households: 16, least: 2, most: 3, rules };
  await writeEvents(
    gateway,
    `roll-${ballot}`,
    { type: 'roll-drawn', data: { ballot, ...place, asOf: at(0), ...roll, parts: 1, representation } },
    { type: 'roll-listed', data: { ballot, part: 0, entries } },
    { type: 'roll-frozen', data: { ballot, ...roll } },
  );
  await writeEvents(gateway, ballot, {
    type: 'ballot-called',
    data: {
      ...{ ballot, ...place, title: text, text, matter: 'general', secrecy: 'open' },
      question: { kind: 'up-to', options, most: 2 },
      rule: {
        ...{ assembly: 'representatives', rules: [], channels: ['online'], secrecy: ['open'], smallestCount: 1 },
        majority: { of: 'cast', share: { numerator: 1, denominator: 2, orMore: false } },
        voidWhereMoreReturnedThanIssued: true,
      },
      channels: ['online'],
      times: { rollAt: at(0), opensAt: at(1), closesAt: at(2) },
      binding: true,
    },
  });
};

const fields = `id status actions turnout { present members } standing { isOnRoll receipt { counts sealedAs choice { options } } }
  result { seal { logOrigin index event values { digest } } arithmetic { outcome chosen votes { option votes } } }
  roll { count representation { households least most rules { status citation } } entries(first: 10) { edges { node { name household } } } granted(first: 5) { edges { node { name form } } } }`;

const shown = async (who = as('villager')) =>
  (await data(gateway, `query ($id: ID!) { ballot(id: $id) { ${fields} } }`, { id: ballot }, who)).ballot;

/** Until the background has come so far; the test's own limit ends it where it never does. */
const until = async (wanted: (found: Awaited<ReturnType<typeof shown>>) => boolean) => {
  for (;;) {
    const found = await shown();
    if (found !== null && wanted(found)) return found;
    await gateway.clock.sleep(20);
  }
};
const choose = (options: readonly string[]) => ({ ballot, choice: { kind: 'UP_TO', options } });

beforeAll(async () => {
  gateway = await startGateway();
  world = await createWorld(gateway);
  await call();
  await until(({ status }) => status === 'CALLED');
  gateway.clock.advance(stepMs);
  await until(({ status }) => status === 'OPEN');
});
afterAll(() => gateway.close());

describe('an open ballot over the API', () => {
  it('is listed to who is on its roll, with names in full, and hidden from neighbours', async () => {
    const { viewer } = await data(gateway, '{ viewer { openBallots { id actions } } }', {}, as('villager'));
    expect(viewer.openBallots).toEqual([{ id: ballot, actions: ['CAST'] }]);
    expect((await shown()).roll.entries.edges).toEqual([{ node: { name: '张三', household: '1' } }]);
    expect(await shown(as('neighbour'))).toBeNull();
    const other = await data(gateway, '{ viewer { openBallots { id } } }', {}, as('neighbour'));
    expect(other.viewer.openBallots).toEqual([]);
  });

  it('tells how many representatives the law gives the households', async () => {
    expect((await shown()).roll.representation).toEqual({
      ...{ households: 16, least: 2, most: 3 },
      rules: [{ status: 'CARRIED_OVER', citation: '法第25条' }],
    });
  });

  it('is a meeting of the representatives, told to the village once it has such a body', async () => {
    const asked = async (who: As, position?: string) => {
      const query = `query ($code: DivisionCode!, $position: Position) { representativesMeeting(division: $code, atLeast: $position) {
        within firstDay lastDay metOn isDueSoon rules { status } } }`;
      return (await data(gateway, query, { code: village, position }, who)).representativesMeeting;
    };
    expect(await asked(as('clerk'))).toBeNull();
    const body = { kind: 'REPRESENTATIVES', name: '红旗村村民代表会议', division: village, noticeBoards: [] };
    const founded = { ...body, from: '2020-01-01' };
    const { position } = await carryOut(gateway, 'establishBody', founded, as('operator'), 'position');
    expect(await asked(as('clerk'), position)).toMatchObject({
      ...{ within: 'QUARTER', firstDay: expect.stringMatching(/-01$/), isDueSoon: expect.any(Boolean) },
      rules: [{ status: 'CARRIED_OVER' }],
    });
    expect(await asked(as('neighbour'), position)).toBeNull();
  });

  it('is cast and changed; the receipt says what counts and whether it is sealed', async () => {
    await carryOut(gateway, 'castBallot', choose(['o03', 'o01']), as('villager'), 'ballot { id } receipt { note }');
    const changed = await carryOut(gateway, 'castBallot', choose(['o02']), as('villager'), 'receipt { note }');
    expect(changed.receipt.note).toContain('receipt division');
    const { standing, turnout, roll } = await until(({ standing }) => standing.receipt?.sealedAs !== null);
    expect(standing).toMatchObject({ isOnRoll: true, receipt: { counts: true, choice: { options: ['o02'] } } });
    expect(turnout).toBeNull();
    // While people vote, nobody is told who has.
    expect(roll.granted.edges).toEqual([]);
    const receipts = await data(
      gateway,
      '{ viewer { myBallots(first: 5) { edges { node { form ballot { id } choice { options } } } } } }',
      {},
      as('villager'),
    );
    expect(receipts.viewer.myBallots.edges).toEqual([
      { node: { form: 'ONLINE', ballot: { id: ballot }, choice: { options: ['o02'] } } },
    ]);
  });

  it('tells why a choice is refused, and where', async () => {
    const refused = async (options: readonly string[], who = as('villager')) => {
      const input = { commandId: newCommandId(), ...choose(options) };
      const asked =
        'mutation ($input: CastBallotInput!) { castBallot(input: $input) { userErrors { code field message } } }';
      return (await ask(gateway, asked, { input }, who)).data.castBallot.userErrors;
    };
    expect(await refused(['o01', 'o02', 'o03'])).toMatchObject([{ code: 'choice.too-many', field: 'choice.options' }]);
    expect(await refused(['o09'])).toMatchObject([{ code: 'choice.unknown-option', field: 'choice.options[0]' }]);
    expect(await refused(['o01'], as('neighbour'))).toMatchObject([{ code: 'access.denied' }]);
  });

  it('closes and is counted by the clock', async () => {
    gateway.clock.advance(stepMs);
    const { result, turnout, roll } = await until(({ status }) => status === 'COUNTED');
    expect(turnout).toEqual({ present: 1, members: 1 });
    expect(roll.granted.edges).toEqual([{ node: { name: '张三', form: 'ONLINE' } }]);
    expect(result.arithmetic).toMatchObject({ outcome: 'CHOSEN', chosen: ['o02'] });
    expect(result.seal).toMatchObject({ event: expect.any(String), values: [] });
    expect(result.seal.logOrigin).toContain('/division/');
    const { node } = await data(
      gateway,
      `{ node(id: "${ballot}") { id ... on Ballot { status } } }`,
      {},
      as('villager'),
    );
    expect(node).toEqual({ id: ballot, status: 'COUNTED' });
  });
});
