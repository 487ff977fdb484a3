import { beforeAll, describe, expect, it } from '@jest/globals';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { before, issuedBy, named } from '../../test/tampered.ts';
import {
  ballot,
  entitlementStream,
  loggedAs,
  personOf,
  sealed,
  secretHistory,
  stated,
  takeToken,
  type Draft,
  type SecretHistory,
} from '../../test/village-history.ts';
import { recount } from './recount.ts';

let history: SecretHistory;
beforeAll(async () => {
  history = await secretHistory({
    ...{ members: 18, papers: 5, silent: 1 },
    online: ['for', 'for', 'against', 'abstain', 'for', 'against', 'for'],
  });
});

describe('a secret ballot that too few would have cast online, or on paper', () => {
  const after = (name: Draft['name'], stream: string, data: object = {}): Draft => ({
    ...{ stream, time: '2026-03-23T12:00:00.000Z', name, data: { ballot, ...data } },
  });
  const inTime = (...of: Parameters<typeof after>): Draft => ({ ...after(...of), time: '2026-03-21T12:00:00.000Z' });
  const off = (small: 'online' | 'paper', voters: number): Draft =>
    after('channel-called-off', ballot, { channel: 'online', small, voters, least: 5 });
  const codes = async (made: SecretHistory, tamper: (drafts: Draft[]) => void = () => undefined) => {
    const drafts = structuredClone(made.drafts);
    tamper(drafts);
    const { findings } = await recount(loggedAs(drafts), { ballot, ed25519: nodeEd25519 });
    return [...new Set(findings.map(({ code }) => code))];
  };
  const answers = (count: number) => Array.from({ length: count }, () => 'for' as const);

  it.each([
    ['4 tokens, no paper', 4, 0, 4],
    ['4 tokens, 5 papers', 4, 5, 9],
    ['5 tokens, 4 papers', 5, 4, 9],
  ])('is counted on paper alone: %s', async (_, online, papers, counted) => {
    const made = await secretHistory({ members: 12, papers, online: answers(online) });
    const result = await recount(loggedAs(made.drafts), { ballot, ed25519: nodeEd25519 });
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ tokens: online, sealed: 0, papers: counted, stored: result.recounted });
  });
  it('is cast online where the least is just reached, and where nobody is on paper', async () => {
    for (const papers of [0, 5]) {
      const made = await secretHistory({ members: 12, papers, online: answers(5) });
      const result = await recount(loggedAs(made.drafts), { ballot, ed25519: nodeEd25519 });
      expect(result).toMatchObject({ findings: [], sealed: 5 });
    }
  });

  it('is named where it was called off though enough held a token', async () => {
    const found = await codes(history, (drafts) => before(drafts, 'ballot-closed', off('online', 4)));
    expect(found).toEqual(['box.called-off', 'channel.called-off-without-cause', 'tally.differs']);
  });
  it('is named where it was not called off, or for another reason, or cast all the same', async () => {
    const few = await secretHistory({ members: 12, papers: 5, online: answers(4) });
    const without = (drafts: Draft[]) => void drafts.splice(drafts.indexOf(named(drafts, 'channel-called-off')), 1);
    expect(await codes(few, without)).toContain('channel.not-called-off');
    const otherwise = (drafts: Draft[]) => Object.assign(named(drafts, 'channel-called-off').data, { voters: 3 });
    expect(await codes(few, (drafts) => void otherwise(drafts))).toEqual(['channel.called-off-otherwise']);
    const [one] = few.tokens.values();
    if (one === undefined) throw new Error('a token');
    const text = await sealed(few.vote, one, 'for');
    expect(
      await codes(few, (drafts) =>
        before(drafts, 'box-emptied', after('box-appended', `box-${ballot}`, { part: 0, ballots: [text] })),
      ),
    ).toEqual(['box.called-off']);
  });
  it('is named where a token that could be used was said to have lapsed', async () => {
    const person = personOf(1);
    const lapse = (drafts: Draft[]) =>
      before(
        drafts,
        'ballot-closed',
        after('token-lapsed', entitlementStream(person), { person }),
        after('paper-issued', entitlementStream(person), { person }),
      );
    expect(await codes(history, lapse)).toEqual(['token.lapsed-without-cause', 'entitlement.second']);
  });
  it.each([0, 1] as const)(
    'is named where one issuer had signed, %s, and the other may have off the log: who has both votes twice',
    async (at) => {
      const person = personOf(9);
      const { requests, answers } = await takeToken(history.vote, 201);
      const issuer = ['deployment.example/issuer', 'town.example/issuer'][at] ?? '';
      const answer = { person, request: requests[at], signature: answers[at] };
      const stream = entitlementStream(person);
      const found = await codes(history, (drafts) => {
        const signed = stated(at, [...issuedBy(drafts, issuer), answer]);
        before(
          drafts,
          'tokens-closed',
          inTime('token-requested', stream, { person, requests: [...requests] }),
          inTime('token-granted', stream, { issuer, ...answer }),
        );
        (named(drafts, 'tokens-closed').data as { issuers: unknown[] }).issuers[at] = signed;
        const gone = ['token-lapsed', 'paper-issued'] as const;
        before(drafts, 'ballot-closed', ...gone.map((name) => after(name, stream, { person })));
      });
      expect(found).toEqual(['token.lapsed-without-cause', 'entitlement.second']);
    },
  );
  it('lets a request that no issuer answered give way to a paper', async () => {
    const person = personOf(9);
    const { requests } = await takeToken(history.vote, 200);
    const asked = inTime('token-requested', entitlementStream(person), { person, requests: [...requests] });
    const found = await codes(history, (drafts) => {
      before(drafts, 'tokens-closed', asked);
      const gone = ['token-lapsed', 'paper-issued'] as const;
      before(drafts, 'ballot-closed', ...gone.map((name) => after(name, entitlementStream(person), { person })));
    });
    // One paper more than the protocol has.
    expect(found).toEqual(['protocol.issued-differs']);
  });
});
