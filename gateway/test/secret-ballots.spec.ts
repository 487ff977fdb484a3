import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rollRoot } from '@cunjian/ballots';
import type { RollEntry } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import {
  finishToken,
  loadSetting,
  officerKeyOf,
  requestToken,
  sealBallot,
  type BallotSetting,
  type LoadedSetting,
  type OwnToken,
} from '@cunjian/secret-ballot';
import { maxCastBytes } from '../src/http/ballot-box.ts';
import { carryOut, data, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { committee, createWorld, village, type World } from './world.ts';
import { personOf, writeEvents } from './write-events.ts';

const ballot = 'ballot-5d0c9a52-8f6e-4a53-9d0b-3c1d2e4f5a6b';
const officers = ['chair', 'clerk', 'supervisor'] as const;
/** Between opening, casting and closing: sessions of the demo outlive all of it. */
const stepMs = 5 * 60_000;
const seedOf = (number: number): Uint8Array => new Uint8Array(16).fill(number);

let gateway: RunningGateway;
let world: World;
const as = (account: string): As => world.as(account);

/** A ballot that waits for its opening, which the clock of the test brings. */
const call = async (): Promise<void> => {
  const now = gateway.clock.now();
  const at = (steps: number): string => new Date(now + steps * stepMs).toISOString();
  const title = createHash('sha256').update('title').digest('base64url') as never;
  const place = { division: village, body: committee, bodyKind: 'villagers-committee' as const };
  const salt = createHash('sha256').update('salt').digest('base64url');
  const entries: RollEntry[] = [{ person: await personOf(gateway, 'villager'), household: '1', salt }];
  const roll = { count: 1, root: rollRoot(entries) };
  await writeEvents(
    gateway,
    `roll-${ballot}`,
    { type: 'roll-drawn', data: { ballot, ...place, asOf: at(0), ...roll, parts: 1 } },
    { type: 'roll-listed', data: { ballot, part: 0, entries } },
    { type: 'roll-frozen', data: { ballot, ...roll } },
  );
  await writeEvents(gateway, ballot, {
    type: 'ballot-called',
    data: {
      ...{ ballot, ...place, title, text: title, matter: 'general', question: { kind: 'yes-no' }, secrecy: 'secret' },
      rule: {
        ...{ assembly: 'villagers', rules: [], channels: ['online'], secrecy: ['secret'], smallestCount: 1 },
        majority: { of: 'present', share: { numerator: 1, denominator: 2, orMore: false } },
        voidWhereMoreReturnedThanIssued: true,
      },
      channels: ['online'],
      times: { rollAt: at(0), opensAt: at(1), tokensUntil: at(2), closesAt: at(3) },
      binding: true,
    },
  });
};

interface Shown {
  readonly status: string;
  readonly actions: readonly string[];
  readonly secretVoting: {
    readonly issuers: readonly { readonly key: string; readonly hands: string }[];
    readonly holders: readonly { readonly key: string; readonly name: string; readonly opened: boolean }[];
    readonly openingSealedAs: number | null;
    readonly hasToken: boolean;
    readonly tokensClosed: boolean;
    readonly boxEmptied: boolean;
    readonly tokens: {
      readonly edges: readonly { readonly node: { readonly name: string; readonly complete: boolean } }[];
    };
  };
}

const fields = `status actions secretVoting { issuers { key hands } holders { key name opened } openingSealedAs hasToken
  tokensClosed boxEmptied tokens(first: 10) { edges { node { name complete } } } }`;

const shown = async (who: As): Promise<Shown | null> =>
  (await data(gateway, `query ($id: ID!) { ballot(id: $id) { ${fields} } }`, { id: ballot }, who)).ballot;

/** Until the background has come so far; the test's own limit ends it where it never does. */
const until = async (wanted: (found: Shown) => boolean, who = as('villager')): Promise<Shown> => {
  for (;;) {
    const found = await shown(who);
    if (found !== null && wanted(found)) return found;
    await gateway.clock.sleep(20);
  }
};

const box = (body: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${gateway.url}/ballot-box`, {
    ...{ method: 'POST', body },
    headers: { 'content-type': 'application/json', 'accept-language': 'en', ...headers },
  });
const cast = (text: string, headers?: Readonly<Record<string, string>>) =>
  box(JSON.stringify({ ballot, text }), headers);

let setting: LoadedSetting;
let own: OwnToken;
beforeAll(async () => {
  gateway = await startGateway();
  world = await createWorld(gateway);
  await call();
  await until(({ status }) => status === 'CALLED');
});
afterAll(() => gateway.close());

const key = async (number: number) => officerKeyOf(seedOf(number), ballot);

describe('a secret ballot over the API', () => {
  it('has its keys lodged by three officers, and opens by the clock', async () => {
    expect((await shown(as('chair')))?.actions).toContain('LODGE_KEY');
    for (const [number, officer] of officers.entries())
      await carryOut(
        gateway,
        'lodgeBallotKey',
        { ballot, key: (await key(number)).publicKey },
        as(officer),
        'ballot { id }',
      );
    gateway.clock.advance(stepMs);
    const { secretVoting } = await until(({ status }) => status === 'OPEN');
    expect(secretVoting.issuers).toHaveLength(2);
    expect(secretVoting.holders).toHaveLength(3);
    const [first, second] = secretVoting.issuers;
    const [one, two, three] = secretVoting.holders;
    if (!first || !second || !one || !two || !three) throw new Error('keys');
    const known: BallotSetting = {
      ...{ ballot, choiceBytes: 36, issuers: [first.key, second.key], officers: [one.key, two.key, three.key] },
    };
    const loaded = await loadSetting(known);
    if (isRefused(loaded)) throw new Error(JSON.stringify(loaded));
    setting = loaded;
  });

  it('gives a token to who is on the roll, and says so to the village', async () => {
    expect((await shown(as('villager')))?.actions).toContain('TAKE_TOKEN');
    const requests = await requestToken(setting, seedOf(7));
    const taken = await carryOut(gateway, 'takeToken', { ballot, requests }, as('villager'), 'answers ballot { id }');
    const finished = await finishToken(setting, seedOf(7), taken.answers);
    if (isRefused(finished)) throw new Error(JSON.stringify(finished));
    own = finished;
    const { secretVoting } = await until((found) => found.secretVoting.hasToken);
    expect(secretVoting.tokens.edges).toEqual([{ node: { name: '张三', complete: true } }]);
    expect(await shown(as('neighbour'))).toBeNull();
    const few = await data(
      gateway,
      `mutation ($input: TakeTokenInput!) { takeToken(input: $input) { userErrors { code } } }`,
      { input: { commandId: gateway.shared.random.uuid(), ballot, requests: [requests[0]] } },
      as('villager'),
    );
    expect(few.takeToken.userErrors[0].code).toBe('request.bad-input');
  });

  it('tells her of the token wherever she signs in, until she says that it was not she, and the supervisors then', async () => {
    const mine = `{ viewer { tokenNotices { ballot { id } notice text reasons } } }`;
    const notices = async (who = as('villager')) => (await data(gateway, mine, {}, who)).viewer.tokenNotices;
    expect(await notices()).toEqual([{ ballot: { id: ballot }, notice: 'UNTOLD', text: null, reasons: null }]);
    expect(await notices(as('chair'))).toEqual([]);
    await carryOut(gateway, 'disputeToken', { ballot, text: '不是我领的' }, as('villager'), 'ballot { id }');
    const query = 'query ($division: DivisionCode!) { tokenDisputes(division: $division) { person name text } }';
    const disputes = async (who: As) => (await data(gateway, query, { division: village }, who)).tokenDisputes;
    let [found] = await disputes(as('supervisor'));
    while (found === undefined) {
      await gateway.clock.sleep(20);
      [found] = await disputes(as('supervisor'));
    }
    expect(found).toMatchObject({ name: '张三', text: '不是我领的' });
    expect(await disputes(as('chair'))).toEqual([]);
    const decision = { ballot, person: found.person, upheld: false, reasons: '经核实为本人' };
    await carryOut(gateway, 'decideTokenDispute', decision, as('supervisor'), 'ballot { id }');
    for (;;) {
      const [told] = await notices();
      if (told.notice !== 'DISPUTED') {
        expect(told).toMatchObject({ notice: 'DISMISSED', text: '不是我领的', reasons: '经核实为本人' });
        return;
      }
      await gateway.clock.sleep(20);
    }
  });

  it('takes a ballot from anybody, whoever that is, and leaves no trace of it', async () => {
    gateway.clock.advance(stepMs);
    await until((found) => found.secretVoting.tokensClosed);
    const choice = { kind: 'yes-no', answer: 'for' };
    const text = await sealBallot({ setting, own, choice, random: gateway.shared.random });
    if (typeof text !== 'string') throw new Error(JSON.stringify(text));
    const head = await gateway.shared.store.head();
    const logged = gateway.logged.length;
    const { token = '' } = as('villager');
    const answers = [await cast(text), await cast(text, { authorization: `Bearer ${token}`, cookie: 'session=x' })];
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('set-cookie')).toBeNull();
      expect(answer.headers.get('x-correlation-id')).toBeNull();
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toEqual({ receipt: expect.stringContaining(`\ncast ballot ${ballot}\n`) });
    }
    expect(await gateway.shared.store.head()).toBe(head);
    expect(gateway.logged).toHaveLength(logged);
  });

  it('refuses what is none, by code and in words', async () => {
    const refused = async (response: Promise<Response>) => {
      const { status } = await response;
      const { userErrors } = (await (await response).json()) as {
        userErrors: readonly { code: string; message: string }[];
      };
      return [status, userErrors[0]?.code];
    };
    expect(await refused(cast('{}'))).toEqual([422, 'secret-ballot.malformed']);
    expect(await refused(box(JSON.stringify({ ballot: 'ballot-x', text: '{}' })))).toEqual([422, 'ballot.unknown']);
    expect(await refused(box('no JSON'))).toEqual([400, 'secret-ballot.malformed']);
    expect(await refused(box('{"ballot":7}'))).toEqual([422, 'secret-ballot.malformed']);
    expect(await refused(box(JSON.stringify({ ballot, text: 'x'.repeat(maxCastBytes) })))).toEqual([
      413,
      'secret-ballot.malformed',
    ]);
    expect((await fetch(`${gateway.url}/ballot-box`)).status).toBe(404);
  });

  it('is opened by two officers after the closing, and counted', async () => {
    gateway.clock.advance(stepMs);
    await until((found) => found.secretVoting.boxEmptied);
    const open = async (officer: string, number: number) =>
      carryOut(gateway, 'openBallotKey', { ballot, key: (await key(number)).privateKey }, as(officer), 'ballot { id }');
    await open('chair', 0);
    await open('supervisor', 2);
    const { secretVoting } = await until(({ status }) => status === 'COUNTED');
    expect(secretVoting.holders.map(({ opened }) => opened)).toEqual([true, false, true]);
    const { result } = (
      await data(
        gateway,
        'query ($id: ID!) { ballot(id: $id) { result { arithmetic { cast valid outcome votes { option votes } } } } }',
        { id: ballot },
        as('villager'),
      )
    ).ballot;
    expect(result.arithmetic).toEqual({
      ...{ cast: 1, valid: 1, outcome: 'ADOPTED' },
      votes: [
        { option: 'for', votes: 1 },
        { option: 'against', votes: 0 },
      ],
    });
  });
});
