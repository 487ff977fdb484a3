import { rollRoot } from '@cunjian/ballots';
import type { BallotEvent } from '@cunjian/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { grantedAtClosing } from '../src/ballot/votes-of.ts';
import { codesOf, committee, ok, openConsultation, personId, settle, village, type Harness } from './harness.ts';
import { entriesOf, opensAt, termsOfVote } from './secret-vote.ts';

const { ballot } = termsOfVote;
const entries = entriesOf([personId('villager'), personId('secondVillager')]);
const [struck, ...rest] = entries;
if (struck === undefined) throw new RangeError('two');
const roll = { count: rest.length, root: rollRoot(rest) };
const choice = { kind: 'yes-no', answer: 'for' } as const;

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const register = (stream: string, ...events: BallotEvent[]) => harness.register(stream, village, committee, ...events);

/** Opened after the first voter was struck from the roll, of which the read model knows the drawing alone. */
const openUnread = async (secrecy: 'open' | 'secret') => {
  const place = { division: village, body: committee, bodyKind: 'villagers-committee' as const };
  const terms = { ...termsOfVote, secrecy };
  const drawn = { ballot, ...place, asOf: opensAt, count: entries.length, root: rollRoot(entries), parts: 1 };
  await register(ballot, { type: 'ballot-called', data: terms });
  await register(
    `roll-${ballot}`,
    { type: 'roll-drawn', data: drawn },
    { type: 'roll-listed', data: { ballot, part: 0, entries: [...entries] } },
  );
  await harness.catchUp();
  const about = { ballot, objection: 'objection-1' };
  const objected = { ...about, kind: 'wrong', about: struck.person, objector: personId('chair') } as const;
  const decided = { ...about, outcome: 'struck', entry: struck } as const;
  await register(
    `roll-${ballot}`,
    { type: 'roll-objected', data: { ...objected, text: termsOfVote.text } },
    { type: 'roll-objection-decided', data: { ...decided, reasons: termsOfVote.text } },
    { type: 'roll-frozen', data: { ballot, ...roll } },
  );
  await register(ballot, { type: 'ballot-opened', data: { ...terms, roll, issuers: [], holders: [] } });
};

const cast = (account: 'villager' | 'secondVillager') =>
  harness.as(account).ballots.cast({ commandId: harness.random.uuid(), ballot, choice });

describe('who was struck from the roll', () => {
  it('does not vote while the read model still has her, nor after', async () => {
    await openUnread('open');
    expect(await codesOf(cast('villager'))).toEqual(['roll.not-read-yet']);
    expect(await codesOf(cast('secondVillager'))).toEqual(['roll.not-read-yet']);
    await harness.catchUp();
    expect(await codesOf(cast('villager'))).toEqual(['ballot.not-on-roll']);
    await ok(cast('secondVillager'));
  });

  it('takes no token', async () => {
    await openUnread('secret');
    const requests: [string, string] = ['A'.repeat(342), 'A'.repeat(342)];
    const take = () =>
      harness.as('villager').secretBallots.takeToken({ commandId: harness.random.uuid(), ballot, requests });
    expect(await codesOf(take())).toEqual(['roll.not-read-yet']);
    await harness.catchUp();
    expect(await codesOf(take())).toEqual(['ballot.not-on-roll']);
  });

  it('is not counted, whatever stands in her stream', async () => {
    await openUnread('open');
    for (const { person } of entries)
      await harness.register(`entitlement-${ballot}-${person}`, village, committee, {
        type: 'ballot-cast',
        data: { ballot, person, choice },
      });
    await register(ballot, { type: 'ballot-closed', data: { ballot } });
    expect((await grantedAtClosing(harness.consultation, { ballot, secrecy: 'open' })).online).toEqual([choice]);
  });
});
