import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ballotHashOf, type BallotSetting } from '@cunjian/secret-ballot';
import { cutOff, division, eventAt, fakeDeployment, memoryOf, type FakeEvent } from '../../../test/fake-deployment.ts';
import { LogUnreachable } from '../../verify/log-port.ts';
import { LogNotProved } from '../recount/collect-events.ts';
import { canSeal } from './can-seal.ts';
import { deviceVotes } from './device-vote.ts';
import { isBallotIn } from './find-ballot.ts';
import { fetchOpenedEvent } from './opened-event.ts';

const { setting, text } = JSON.parse(
  readFileSync(new URL('../../../../libs/secret-ballot/test/ballot-v1.json', import.meta.url), 'utf8'),
) as { readonly setting: BallotSetting; readonly text: string };
const ballot = 'ballot-1';
const person = 'person-1';

const opening = (changes: object = {}): FakeEvent & { readonly type: string } => ({
  ...eventAt(1, {
    ...{ ballot, question: { kind: 'yes-no' } },
    issuers: setting.issuers.map((key) => ({ issuer: key, hands: 'h', key, vkey: 'v' })),
    holders: setting.officers.map((key) => ({ office: key, officeKind: 'clerk', person: key, key })),
    ...changes,
  }),
  type: 'cunjian.consultation.ballot-opened.v1',
});

const ask = (events: readonly FakeEvent[], index = 1) => {
  const { fetch } = fakeDeployment({ events });
  return fetchOpenedEvent({ division, ballot, index, fetch, memory: memoryOf(), now: 0 });
};

describe('the opening of a secret ballot', () => {
  it('is believed where the log has it', async () => {
    const found = await ask([eventAt(0), opening()]);
    expect(found.opened.ballot).toBe(ballot);
    expect(found.setting.issuers.map(({ text: key }) => key)).toEqual(setting.issuers);
    expect(found.setting.choiceBytes).toBe('{"answer":"against","kind":"yes-no"}'.length);
  });

  it.each<[string, readonly FakeEvent[]]>([
    ['is of another ballot', [eventAt(0), opening({ ballot: 'ballot-2' })]],
    ['is another event', [eventAt(0), { ...opening(), type: 'cunjian.consultation.ballot-called.v1' } as FakeEvent]],
    ['names one issuer', [eventAt(0), opening({ issuers: [] })]],
    ['names no keys', [eventAt(0), opening({ holders: setting.officers.map(() => ({ key: 'x' })) })]],
  ])('is not where it %s', async (_, events) => {
    await expect(ask(events)).rejects.toThrow(LogNotProved);
  });

  it('is not where the server says something else than the log', async () => {
    const { fetch } = fakeDeployment({ events: [eventAt(0), opening()] });
    const lying = async (path: string) => {
      const bytes = await fetch(path);
      if (!path.endsWith('/opening/1')) return bytes;
      return new TextEncoder().encode(new TextDecoder().decode(bytes).replace(setting.officers[0], 'B'.repeat(43)));
    };
    const request = { division, ballot, index: 1, memory: memoryOf(), now: 0 };
    await expect(fetchOpenedEvent({ ...request, fetch: lying })).rejects.toThrow(LogNotProved);
    await expect(fetchOpenedEvent({ ...request, fetch: cutOff })).rejects.toThrow(LogUnreachable);
  });
});

describe('a ballot that was cast', () => {
  const appended = (ballots: readonly string[]) => ({
    where: 'entry 7',
    json: JSON.stringify({ type: 'cunjian.consultation.box-appended.v1', data: { ballots } }),
  });

  it('is found among those that are counted, by what the receipt says', async () => {
    const hash = await ballotHashOf(text);
    const other = { where: 'entry 8', json: JSON.stringify({ type: 'cunjian.consultation.key-opened.v1', data: {} }) };
    expect(await isBallotIn([other, appended(['{}', text])], hash)).toBe(true);
    expect(await isBallotIn([other, appended(['{}'])], hash)).toBe(false);
  });
});

describe('what a device keeps', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
      kept,
    };
  };
  const vote = { token: { key: 'k', signatures: [] as never }, secret: 's' };

  it('is there after a reload, and gone when it is forgotten', () => {
    const place = storage();
    const open = () => deviceVotes(() => place as unknown as Storage);
    open().set(person, ballot, vote);
    expect(open().get(person, ballot)).toEqual(vote);
    expect(open().get(person, 'ballot-2')).toBeUndefined();
    open().forget(person, ballot);
    expect([...place.kept]).toEqual([]);
  });

  const denied = () => {
    throw new Error('denied');
  };

  it('lasts as long as the page where nothing may be stored', () => {
    const votes = deviceVotes(denied);
    votes.set(person, ballot, vote);
    expect(votes.get(person, ballot)).toEqual(vote);
    votes.forget(person, ballot);
    expect(votes.get(person, ballot)).toBeUndefined();
  });

  const shared = storage() as unknown as Storage;
  it.each<[string, () => Storage]>([
    ['stored', () => shared],
    ['held by the page alone', denied],
  ])('is each person’s own on a phone that two share, where it is %s', (_, place) => {
    const votes = deviceVotes(place);
    votes.set(person, ballot, vote);
    expect(votes.get('person-2', ballot)).toBeUndefined();
    const other = { ...vote, secret: 'other' };
    votes.set('person-2', ballot, other);
    expect(votes.get(person, ballot)).toEqual(vote);
    votes.forget(person, ballot);
    expect(votes.get('person-2', ballot)).toEqual(other);
  });
});

describe('a browser', () => {
  it('can seal with X25519 on a secure connection, and not else', async () => {
    expect(await canSeal()).toBe(true);
    expect(await canSeal({ subtle: undefined as never })).toBe(false);
    expect(await canSeal({ subtle: { generateKey: () => Promise.reject(new Error('unknown')) } as never })).toBe(false);
  });
});
