import { beforeAll, describe, expect, it } from '@jest/globals';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { before, found, move, named, remove } from '../../test/tampered.ts';
import {
  ballot,
  entitlementStream,
  openHistory,
  personOf,
  secretHistory,
  takeToken,
  times,
  type Draft,
  type SecretHistory,
} from '../../test/village-history.ts';

const later = (time: string, ms: number): string => new Date(Date.parse(time) + ms).toISOString();
const dayMs = 86_400_000;
const cancelled = (time: string, over: object = {}): Draft => ({
  ...{ stream: ballot, time, name: 'ballot-cancelled', data: { ballot, ...over } },
});

describe('the time of a ballot', () => {
  const lastCast = (time: string) => (drafts: Draft[]) => {
    const cast = named(drafts, 'ballot-cast', 6);
    cast.time = time;
    move(drafts, cast, 'ballot-closed');
  };
  it('is before the closing, but for what clocks differ by', async () => {
    expect(await found(lastCast(later(times.closesAt, 60_000)))).toEqual([]);
    expect(await found(lastCast(later(times.closesAt, 60_001)))).toEqual(['entitlement.after-the-time']);
  });
  const tooLate = (time: string) => (drafts: Draft[]) => {
    const cast = named(drafts, 'ballot-cast', 6);
    drafts.push({ ...cast, time, data: { ...cast.data, choice: { kind: 'yes-no', answer: 'for' } } });
  };
  it('was before it, and the ballot had been closed by a clock that was ahead', async () => {
    expect(await found(tooLate(later(times.closesAt, -60_000)))).toEqual(['note entitlement.late']);
    expect(await found(tooLate(later(times.closesAt, -60_001)))).toEqual([
      ...['ballot.closed-on-somebody', 'note entitlement.late'],
    ]);
  });
});

describe('a ballot that was called off', () => {
  it('before it opened, is none', async () => {
    const codes = await found((drafts) => {
      before(drafts, 'ballot-opened', cancelled('2026-03-05T00:00:00.000Z'));
      drafts.splice(drafts.indexOf(named(drafts, 'ballot-opened')));
    });
    expect(codes).toEqual(['note ballot.cancelled']);
  });
  it.each(['ballot-closed', 'ballot-counted'] as const)('before %s: by whoever saw how it went', async (next) => {
    expect(await found((drafts) => before(drafts, next, cancelled(times.closesAt)))).toEqual([
      'ballot.cancelled-after-opening',
    ]);
  });
  it('after its count', async () => {
    expect(await found((drafts) => drafts.push(cancelled('2026-06-01T00:00:00.000Z')))).toEqual([
      'ballot.cancelled-after-opening',
    ]);
  });
});

describe('a secret ballot', () => {
  let history: SecretHistory;
  beforeAll(async () => {
    history = await secretHistory({ members: 8, papers: 0, online: ['for', 'for', 'for', 'against', 'for'] });
  });
  const codes = (tamper: (drafts: Draft[]) => void) => found(tamper, history.drafts, { ed25519: nodeEd25519 });

  it('whose issuers never stated what they signed may be called off after 60 days', async () => {
    const stuck = (time: string) => (drafts: Draft[]) => {
      remove(drafts, named(drafts, 'tokens-closed'));
      drafts.splice(drafts.indexOf(named(drafts, 'ballot-closed')) + 1);
      drafts.push(cancelled(time));
    };
    expect(await codes(stuck(later(times.closesAt, 60 * dayMs)))).toContain('note ballot.cancelled');
    expect(await codes(stuck(later(times.closesAt, 60 * dayMs - 1)))).toContain('ballot.cancelled-after-opening');
  });

  const asking = async (time: string): Promise<Draft> => {
    const person = personOf(7);
    const { requests } = await takeToken(history.vote, 7);
    const data = { ballot, person, requests: [...requests] };
    return { stream: entitlementStream(person), time, name: 'token-requested', data };
  };
  it('has nobody ask for a token after the time, though its issuers still sign', async () => {
    for (const [ms, expected] of [
      [60_000, []],
      [60_001, ['token.after-the-time']],
    ] as const) {
      const request = await asking(later(times.tokensUntil, ms));
      expect(await codes((drafts) => before(drafts, 'tokens-closed', request))).toEqual(expected);
    }
  });
  it('takes a request for none that was written while the issuers ended, and lets it give way to a paper', async () => {
    const request = await asking(later(times.tokensUntil, 1_000));
    const after = (name: Draft['name']): Draft => ({
      ...{ ...request, name, time: '2026-03-23T00:00:00.000Z', data: { ballot, person: personOf(7) } },
    });
    const lapsing = [request, after('token-lapsed'), after('paper-issued')];
    expect(await codes((drafts) => before(drafts, 'ballot-closed', ...lapsing))).toEqual([
      ...['note token.requested-late', 'protocol.missing'],
    ]);
  });
});

describe('an event of a ballot in another stream than its own', () => {
  it.each<[string, Draft['name'], string]>([
    ['a second tally', 'ballot-counted', 'ballot-other'],
    ['a protocol', 'protocol-settled', `box-${ballot}`],
    ['a closing', 'ballot-closed', 'ballot-other'],
  ])('is told of, and not taken: %s', async (_, name, stream) => {
    const tamper = (drafts: Draft[]) => void drafts.unshift({ ...structuredClone(named(drafts, name)), stream });
    expect(await found(tamper)).toEqual(['log.other-stream']);
  });
  it('is told of where its stream has what is of another ballot', async () => {
    const tamper = (drafts: Draft[]) =>
      void drafts.push({ ...structuredClone(named(drafts, 'ballot-closed')), data: { ballot: 'ballot-other' } });
    expect(await found(tamper, openHistory())).toEqual(['log.other-stream']);
  });
});
