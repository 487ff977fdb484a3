import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ballotHashOf,
  checkBallot,
  issuanceRoot,
  openBallot,
  openCastReceipt,
  openIssuance,
  requestToken,
} from '@cunjian/secret-ballot';
import { verifierOf } from '@cunjian/tlog';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { openConsultation, personId, settle, type Harness } from './harness.ts';
import {
  closesAt,
  codeOf,
  eventsOf,
  granted,
  officerKey,
  openSecretVote,
  seal,
  seedOf,
  takeToken,
  tokensUntil,
  type SecretVote,
} from './secret-vote.ts';

const voters = ['villager', 'secondVillager', 'thirdVillager', 'representative'] as const;

let harness: Harness;
let vote: SecretVote;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
  vote = await openSecretVote(harness.secret.issuers, harness.register, voters.map(personId));
  await harness.react();
});
afterEach(() => harness.close());

const cast = (text: string, ballot = vote.ballot) => harness.as(undefined).secretBallots.cast({ ballot, text });
const at = (time: string) => harness.clock.advance(Date.parse(time) - harness.clock.now());
/** The read models, too, are brought level by hand: what closes the tokens waits for them. */
const react = async () => {
  await harness.catchUp();
  await harness.react();
};
const entitlement = (account: (typeof voters)[number]) => `entitlement-${vote.ballot}-${personId(account)}`;

describe('taking a token', () => {
  it('gives both signatures, each an event, and names who took one', async () => {
    const { token } = await takeToken(harness, vote, 'villager', seedOf(11));
    expect(token.signatures).toHaveLength(2);
    const events = await eventsOf(harness, entitlement('villager'));
    expect(events.map(({ type }) => type)).toEqual(['token-requested', 'token-granted', 'token-granted']);
    await harness.catchUp();
    const { value } = await harness.as('secondVillager').secretBallots.tokens({ ballot: vote.ballot, first: 10 });
    expect(value.items.map(({ item }) => item)).toMatchObject([
      { person: personId('villager'), complete: true, issuers: ['second', 'deployment'] },
    ]);
    const outside = await harness.as('outsider').secretBallots.tokens({ ballot: vote.ballot, first: 10 });
    expect(outside.value.items).toEqual([]);
  });

  it('gives the same again for the same recovery code, and never a second one', async () => {
    const own = await takeToken(harness, vote, 'villager', seedOf(11));
    expect(await takeToken(harness, vote, 'villager', seedOf(11))).toEqual(own);
    const [first, second] = await requestToken(vote.setting, seedOf(12));
    const again = await harness.as('villager').secretBallots.takeToken({
      ...{ commandId: harness.random.uuid(), ballot: vote.ballot, requests: [first, second] },
    });
    expect(codeOf(again)).toBe('token.other-request');
    expect(await eventsOf(harness, entitlement('villager'))).toHaveLength(3);
    // Also after the window, on another device.
    await at(tokensUntil);
    expect(await takeToken(harness, vote, 'villager', seedOf(11))).toEqual(own);
  });

  it('is for those on the roll alone, in its window, and not for who took a paper', async () => {
    const ask = async (account: 'youth' | 'outsider' | 'villager' | 'thirdVillager') => {
      const [first, second] = await requestToken(vote.setting, seedOf(13));
      const requests: [string, string] = [first, second];
      return codeOf(
        await harness.as(account).secretBallots.takeToken({
          ...{ commandId: harness.random.uuid(), ballot: vote.ballot, requests },
        }),
      );
    };
    expect(await ask('youth')).toBe('ballot.not-on-roll');
    expect(await ask('outsider')).toBe('access.denied');
    await harness.register(entitlement('thirdVillager'), '330326101201', undefined, {
      type: 'paper-issued',
      data: { ballot: vote.ballot, person: personId('thirdVillager') },
    });
    expect(await ask('thirdVillager')).toBe('entitlement.taken');
    await at(tokensUntil);
    expect(await ask('villager')).toBe('token.too-late');
  });
});

describe('casting', () => {
  it('answers with a receipt that names the ballot and no place or time, the same whenever it is cast', async () => {
    const own = await takeToken(harness, vote, 'villager', seedOf(11));
    const text = await seal(harness, vote.setting, own, 'for');
    await at(tokensUntil);
    const { receipt } = granted(await cast(text));
    const vkey = vote.opened.issuers[0]?.vkey ?? '';
    expect(openCastReceipt(receipt, verifierOf(vkey))).toEqual({
      ...{ issuer: 'cunjian.test/issuer', ballot: vote.ballot, ballotHash: await ballotHashOf(text), closesAt },
    });
    await at('2026-04-11T20:00:00.000Z');
    expect(granted(await cast(text)).receipt).toBe(receipt);
  });

  it('is refused before its window, after the closing, elsewhere, and for what is no ballot', async () => {
    const own = await takeToken(harness, vote, 'villager', seedOf(11));
    const text = await seal(harness, vote.setting, own, 'for');
    expect(codeOf(await cast(text))).toBe('ballot.not-open');
    await at(tokensUntil);
    expect(codeOf(await cast('{}'))).toBe('secret-ballot.malformed');
    expect(codeOf(await cast(text.replace('"signature":"', '"signature":"A')))).toMatch(/^secret-ballot\./);
    expect(codeOf(await cast(text, 'ballot-unknown'))).toBe('ballot.unknown');
    await at(closesAt);
    expect(codeOf(await cast(text))).toBe('ballot.closed');
  });

  it('must not be told who casts', async () => {
    const own = await takeToken(harness, vote, 'villager', seedOf(11));
    const text = await seal(harness, vote.setting, own, 'for');
    await at(tokensUntil);
    await expect(harness.as('villager').secretBallots.cast({ ballot: vote.ballot, text })).rejects.toThrow(
      'must not be told who calls',
    );
  });
});

describe('the closing', () => {
  it('has both issuers state what they signed, as the events have it', async () => {
    await takeToken(harness, vote, 'villager', seedOf(11));
    await takeToken(harness, vote, 'secondVillager', seedOf(12));
    await at(tokensUntil);
    await react();
    const closed = (await eventsOf(harness, vote.ballot)).find(({ type }) => type === 'tokens-closed');
    if (closed?.type !== 'tokens-closed') throw new Error('tokens were not closed');
    for (const { issuer, vkey } of vote.opened.issuers) {
      const stated = closed.data.issuers.find((one) => one.issuer === issuer);
      const streams = [entitlement('villager'), entitlement('secondVillager')];
      const events = (await Promise.all(streams.map((stream) => eventsOf(harness, stream)))).flat();
      const issued = events.flatMap((event) =>
        event.type === 'token-granted' && event.data.issuer === issuer ? [event.data] : [],
      );
      const root = Buffer.from(issuanceRoot(issued));
      expect(stated).toMatchObject({ count: 2, root: root.toString('hex') });
      expect(openIssuance(stated?.statement ?? '', verifierOf(vkey))?.count).toBe(2);
    }
  });

  it('appends the box in the order of the hashes, empties it, and two officers open every ballot', async () => {
    const tokens = await Promise.all(voters.map((voter, seed) => takeToken(harness, vote, voter, seedOf(20 + seed))));
    await at(tokensUntil);
    await react();
    const answers = ['for', 'against', 'for', 'abstain'] as const;
    for (const [voter, own] of tokens.entries())
      granted(await cast(await seal(harness, vote.setting, own, answers[voter] ?? 'for')));
    const [first] = tokens;
    if (first === undefined) throw new Error('a voter');
    granted(await cast(await seal(harness, vote.setting, first, 'against')));
    await at(closesAt);
    await harness.register(vote.ballot, '330326101201', undefined, {
      type: 'ballot-closed',
      data: { ballot: vote.ballot },
    });
    await react();

    expect((await eventsOf(harness, vote.ballot)).at(-1)).toEqual({
      type: 'box-emptied',
      data: { ballot: vote.ballot, count: 4, parts: 1 },
    });
    const [appended] = await eventsOf(harness, `box-${vote.ballot}`);
    if (appended?.type !== 'box-appended') throw new Error('nothing was appended');
    const keys = [await officerKey(vote, 2), await officerKey(vote, 0)] as const;
    const counted = await Promise.all(
      appended.data.ballots.map(async (text) => {
        const checked = granted(await checkBallot(text, vote.setting, nodeEd25519));
        return { checked, ...granted(await openBallot(checked, vote.setting, keys)) };
      }),
    );
    const hashes = counted.map(({ checked }) => Buffer.from(checked.tokenHash, 'base64url').toString('hex'));
    expect(hashes).toEqual(hashes.toSorted());
    expect(counted.map(({ choice }) => (choice as { answer: string }).answer).toSorted()).toEqual([
      'abstain',
      'against',
      'against',
      'for',
    ]);
    expect(await readdir(join(harness.dataDir, 'box'))).toEqual([]);
    expect(codeOf(await cast(appended.data.ballots[0] ?? ''))).toBe('ballot.closed');
  });

  it('waits for what was being cast, and takes nothing after', async () => {
    const own = await takeToken(harness, vote, 'villager', seedOf(11));
    const text = await seal(harness, vote.setting, own, 'for');
    await at(tokensUntil);
    const casting = cast(text);
    const ended = harness.secret.casting.end(vote.ballot);
    const [answer] = await Promise.all([casting, ended]);
    const boxed = await harness.secret.box.page(vote.ballot, undefined, 10);
    expect(boxed).toHaveLength(answer.ok ? 1 : 0);
    expect(codeOf(await cast(text))).toBe('ballot.closed');
  });

  it('is done once, however often it is asked for', async () => {
    const own = await takeToken(harness, vote, 'villager', seedOf(11));
    await at(tokensUntil);
    await react();
    granted(await cast(await seal(harness, vote.setting, own, 'for')));
    await at(closesAt);
    await harness.register(vote.ballot, '330326101201', undefined, {
      type: 'ballot-closed',
      data: { ballot: vote.ballot },
    });
    await react();
    const before = await harness.consultation.runtime.store.head();
    await harness.dispatch({
      ...{ type: 'empty-box', data: { ballot: vote.ballot }, commandId: harness.random.uuid() },
      ...{ actor: 'system:test', correlationId: 'test' },
    });
    expect(await harness.consultation.runtime.store.head()).toBe(before);
  });
});
