import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson, isRefused } from '@cunjian/kernel';
import { createSeededRandom } from '@cunjian/testing';
import { nodeEd25519 } from '@cunjian/tlog/node';
import fc from 'fast-check';
import { granted, openVote, seedOf, takeToken, type VillageVote } from '../../test/village-vote.ts';
import { decodeBase64Url, encodeBase64Url } from '../bytes.ts';
import { loadSetting } from '../setting.ts';
import type { OwnToken } from '../tokens/token.ts';
import { ballotBytes, parseBallot, sealedChoiceBytes, signedBytes, type SecretBallot } from './ballot.ts';
import { ballotHashOf, checkBallot } from './check.ts';
import { bound, sealShares } from './content-key.ts';
import { loadOfficerKey, type Officer } from './officer-key.ts';
import { openBallot } from './open.ts';
import { sealBallot } from './seal.ts';

let vote: VillageVote;
let own: OwnToken;
let other: OwnToken;
let yes: string;
const random = createSeededRandom(1);

const seal = (choice: unknown, token = own) =>
  sealBallot({ setting: vote.loaded, own: token, choice, random, ed25519: nodeEd25519 });
const check = (text: string) => checkBallot(text, vote.loaded, nodeEd25519);
const keys = (first: Officer, second: Officer) => [vote.officers[first], vote.officers[second]] as const;
const refusal = (value: unknown) => (isRefused(value) ? value.refused[0] : undefined);

/** A voter may sign whatever she likes. */
const signed = (ballot: SecretBallot, changes: Partial<SecretBallot>, token = own): string => {
  const changed = { ...ballot, ...changes };
  return canonicalJson({
    ...changed,
    signature: encodeBase64Url(nodeEd25519.sign(signedBytes(changed), token.secret)),
  });
};

beforeAll(async () => {
  vote = await openVote();
  own = await takeToken(vote, seedOf(1));
  other = await takeToken(vote, seedOf(2));
  yes = granted(await seal('yes'));
});

describe('a secret ballot', () => {
  it('gives any choice again, by any two of three officers, in either order', async () => {
    const choices = fc.jsonValue().filter((value) => new TextEncoder().encode(canonicalJson(value)).length <= 64);
    const pairs = fc.constantFrom<readonly [Officer, Officer]>([0, 1], [0, 2], [1, 2], [2, 0], [1, 0], [2, 1]);
    await fc.assert(
      fc.asyncProperty(choices, pairs, async (choice, pair) => {
        const checked = granted(await check(granted(await seal(choice))));
        const opened = granted(await openBallot(checked, vote.loaded, keys(...pair)));
        expect(canonicalJson(opened.choice)).toBe(canonicalJson(choice));
      }),
      { numRuns: 30 },
    );
  });

  it('has the same length for every choice and is never the same twice', async () => {
    const texts = [yes, granted(await seal('yes')), granted(await seal({ approve: ['a', 'b'], write: '张三丰' }))];
    expect(new Set(texts.map((text) => text.length))).toEqual(new Set([ballotBytes(vote.loaded)]));
    expect(new Set(await Promise.all(texts.map(ballotHashOf))).size).toBe(3);
    expect(yes).not.toContain('yes');
  });

  it('refuses a choice longer than its question allows', async () => {
    expect(refusal(await seal('x'.repeat(63)))).toMatchObject({
      code: 'secret-ballot.choice-too-long',
      params: { limit: 64 },
    });
  });

  it('opens by no officer alone', async () => {
    const checked = granted(await check(yes));
    await expect(openBallot(checked, vote.loaded, keys(1, 1))).rejects.toThrow(RangeError);
    const forger = granted(await loadOfficerKey(vote.loaded, 2, vote.officerSecrets[2]));
    const alone = [vote.officers[0], { ...forger, pair: vote.officers[0].pair }] as const;
    expect(refusal(await openBallot(checked, vote.loaded, alone))).toMatchObject({
      code: 'secret-ballot.share-unreadable',
      params: { officer: 3 },
    });
  });

  it('is refused with any one character changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(yes.length - 1), fc.integer({ min: 32, max: 126 }), async (at, code) => {
        const changed = yes.slice(0, at) + String.fromCharCode(code) + yes.slice(at + 1);
        if (changed !== yes) expect(refusal(await check(changed))?.code).toMatch(/^(secret-ballot|token)\./);
      }),
      { numRuns: 400 },
    );
  });

  it('is refused with any byte of its parts changed, though every length is right', async () => {
    const ballot = JSON.parse(yes) as SecretBallot;
    const flip = (text: string, bytes: number, at: number): string => {
      const flipped = decodeBase64Url(text, bytes) ?? new Uint8Array(0);
      flipped[at % bytes] = (flipped[at % bytes] ?? 0) ^ 1;
      return encodeBase64Url(flipped);
    };
    const [first, second, third] = ballot.shares;
    for (let at = 0; at < 81; at++) {
      const spoilt: readonly Partial<SecretBallot>[] = [
        { choice: flip(ballot.choice, sealedChoiceBytes(64), at) },
        { commitment: flip(ballot.commitment, 32, at) },
        { shares: [first, flip(second, 81, at), third] },
      ];
      for (const part of spoilt)
        expect(refusal(await check(canonicalJson({ ...ballot, ...part })))?.code).toBe('secret-ballot.changed');
    }
  });

  it('is refused in another form', async () => {
    const ballot = JSON.parse(yes) as SecretBallot;
    const malformed = async (text: string, at: string) =>
      expect(refusal(await check(text))).toMatchObject({ code: 'secret-ballot.malformed', params: { at } });
    await malformed('', 'JSON');
    await malformed('null', 'members');
    await malformed('[]', 'members');
    await malformed(` ${yes}`, 'canonical JSON');
    await malformed(canonicalJson({ ...ballot, voter: 'x' }), 'members');
    await malformed(canonicalJson({ ...ballot, format: 'v2' }), 'format');
    await malformed(canonicalJson({ ...ballot, signature: `${ballot.signature}==` }), 'signature');
    await malformed(canonicalJson({ ...ballot, shares: ballot.shares.slice(1) }), 'shares');
    await malformed(canonicalJson({ ...ballot, choice: `${ballot.choice}AAAA` }), 'choice');
    await malformed(canonicalJson({ ...ballot, token: { ...ballot.token, key: null } }), 'token.key');
    await malformed(
      canonicalJson({ ...ballot, token: { ...ballot.token, signatures: [ballot.token.signatures[0], {}] } }),
      'token.signatures.1',
    );
    const elsewhere = granted(await loadSetting({ ...vote.setting, ballot: 'another' }));
    expect(refusal(parseBallot(yes, elsewhere))).toMatchObject({
      code: 'secret-ballot.other-ballot',
      params: { expected: 'another' },
    });
  });

  it('is refused under a token of one issuer, of none, or of somebody else', async () => {
    const ballot = JSON.parse(yes) as SecretBallot;
    const [first] = own.token.signatures;
    const half = { key: own.token.key, signatures: [first, first] } as const;
    expect(refusal(await check(signed(ballot, { token: half })))?.code).toBe('token.half-signed');
    const unsigned = { key: own.token.key, signatures: other.token.signatures };
    expect(refusal(await check(signed(ballot, { token: unsigned })))?.code).toBe('token.unsigned');
    expect(refusal(await check(signed(ballot, { token: other.token })))?.code).toBe('secret-ballot.changed');
  });
});

describe('who copies or lies', () => {
  const opened = async (text: string, first: Officer, second: Officer) =>
    refusal(await openBallot(granted(await check(text)), vote.loaded, keys(first, second)))?.code;

  it("gains nothing by casting another's ciphertext under her own token: nobody can open it", async () => {
    const copied = signed(JSON.parse(yes) as SecretBallot, { token: other.token }, other);
    expect(await opened(copied, 0, 1)).toBe('secret-ballot.share-unreadable');
  });

  it('voids her own ballot where a share is of another key; two honest shares still open it', async () => {
    const ballot = JSON.parse(yes) as SecretBallot;
    const { tokenHash } = granted(await check(yes));
    const lie = await sealShares(random.bytes(32), { ballot: 'road-2026', tokenHash }, vote.loaded.officers);
    const text = signed(ballot, { shares: [ballot.shares[0], ballot.shares[1], encodeBase64Url(lie[2])] });
    expect(await opened(text, 0, 2)).toBe('secret-ballot.shares-disagree');
    expect(await opened(text, 2, 1)).toBe('secret-ballot.shares-disagree');
    expect(granted(await openBallot(granted(await check(text)), vote.loaded, keys(0, 1)))).toEqual({ choice: 'yes' });
  });

  it('voids it where shares agree on a key that it does not commit to, or that does not open the choice', async () => {
    const ballot = JSON.parse(yes) as SecretBallot;
    const commitment = encodeBase64Url(random.bytes(32));
    expect(await opened(signed(ballot, { commitment }), 0, 1)).toBe('secret-ballot.shares-disagree');
    const choice = encodeBase64Url(random.bytes(sealedChoiceBytes(64)));
    expect(await opened(signed(ballot, { choice }), 0, 1)).toBe('secret-ballot.choice-unreadable');
  });

  it('can exchange no two parts of a ballot', async () => {
    const ballot = JSON.parse(yes) as SecretBallot;
    const [first, second, third] = ballot.shares;
    expect(await opened(signed(ballot, { shares: [second, first, third] }), 0, 1)).toBe(
      'secret-ballot.share-unreadable',
    );
    const binding = { ballot: 'a', tokenHash: 'b' };
    const places = [
      bound(binding, 'choice'),
      bound({ ...binding, ballot: 'b' }, 'choice'),
      bound(binding, 'commitment'),
    ];
    expect(new Set(places.map(encodeBase64Url)).size).toBe(3);
  });
});
