import { beforeAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@cunjian/kernel';
import { nodeEd25519 } from '@cunjian/tlog/node';
import fc from 'fast-check';
import { openVote, seedOf, signedBy, takeToken, type VillageVote } from '../../test/village-vote.ts';
import { decodeBase64Url, encodeBase64Url } from '../bytes.ts';
import { loadSetting } from '../setting.ts';
import { emsaPssEncode } from './emsa-pss.ts';
import { bigIntOf, bytesOf, modInverse, modPow } from './modular.ts';
import { blind, finalize, prepare } from './rsabssa.ts';
import { checkToken, finishToken, requestToken, tokenMessage, type Token } from './token.ts';

let vote: VillageVote;
beforeAll(async () => {
  vote = await openVote();
});

const codeOf = (value: unknown): string | undefined =>
  (value as { readonly refused?: readonly { readonly code: string }[] } | undefined)?.refused?.[0]?.code;

describe('a token', () => {
  it('is signed by both issuers, who saw neither its key nor its signatures', async () => {
    const seed = seedOf(7);
    const requests = await requestToken(vote.loaded, seed);
    const { token } = await takeToken(vote, seed);
    expect(await checkToken(vote.loaded, token)).toBeUndefined();
    const shown = canonicalJson([
      requests,
      requests.map((request, at) => signedBy(vote.issuers[at === 0 ? 0 : 1], request)),
    ]);
    for (const { prefix, signature } of token.signatures) {
      expect(shown).not.toContain(prefix);
      expect(shown).not.toContain(signature);
    }
    expect(shown).not.toContain(token.key);
  });

  it('comes out the same on another device with the same code, and differs for another code or ballot', async () => {
    const first = await takeToken(vote, seedOf(8));
    expect(await takeToken(vote, seedOf(8))).toEqual(first);
    expect((await takeToken(vote, seedOf(9))).token.key).not.toBe(first.token.key);
    const other = await loadSetting({ ...vote.setting, ballot: 'another' });
    if ('refused' in other) throw new Error('a setting');
    expect(await requestToken(other, seedOf(8))).not.toEqual(await requestToken(vote.loaded, seedOf(8)));
  });

  it('asks the two issuers for unrelated things', async () => {
    const [first, second] = await requestToken(vote.loaded, seedOf(8));
    expect(first).not.toBe(second);
    const { token } = await takeToken(vote, seedOf(8));
    expect(token.signatures[0].prefix).not.toBe(token.signatures[1].prefix);
  });

  it('is not made of answers by the wrong issuer, or of garbage', async () => {
    const [first, second] = await requestToken(vote.loaded, seedOf(3));
    const [one, two] = vote.issuers;
    const finish = (answers: readonly [string, string]) => finishToken(vote.loaded, seedOf(3), answers, nodeEd25519);
    const good = [signedBy(one, first), signedBy(two, second)] as const;
    expect(await finish([good[1], good[0]])).toMatchObject({
      refused: [{ code: 'token.bad-answer', params: { issuer: 1 } }],
    });
    expect(await finish([good[0], good[0]])).toMatchObject({
      refused: [{ code: 'token.bad-answer', params: { issuer: 2 } }],
    });
    expect(codeOf(await finish(['', good[1]]))).toBe('token.bad-answer');
  });

  it('is refused with one signature, with none, and for another ballot', async () => {
    const { token } = await takeToken(vote, seedOf(4));
    const [first, second] = token.signatures;
    const check = async (signatures: Token['signatures'], key = token.key) =>
      (await checkToken(vote.loaded, { key, signatures }))?.refused[0];
    expect(await check([first, first])).toMatchObject({ code: 'token.half-signed', params: { issuer: 2 } });
    expect(await check([second, second])).toMatchObject({ code: 'token.half-signed', params: { issuer: 1 } });
    expect(await check([second, first])).toMatchObject({ code: 'token.unsigned' });
    const { token: other } = await takeToken(vote, seedOf(5));
    expect(await check([first, second], other.key)).toMatchObject({ code: 'token.unsigned' });
    const elsewhere = await loadSetting({ ...vote.setting, ballot: 'another' });
    if ('refused' in elsewhere) throw new Error('a setting');
    expect(codeOf(await checkToken(elsewhere, token))).toBe('token.unsigned');
  });
});

describe('blinding', () => {
  const number = fc.uint8Array({ minLength: 256, maxLength: 256 });

  it('verifies once it is finished, whatever message and factor', async () => {
    const [issuer] = vote.loaded.issuers;
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), number, async (message, random) => {
        const prepared = prepare(message, random.subarray(0, 32));
        const factor = (bigIntOf(random) % (issuer.modulus - 2n)) + 2n;
        const { blinded, inverse } = await blind(issuer, prepared, { salt: random.slice(0, 48), factor });
        const answer = decodeBase64Url(signedBy(vote.issuers[0], encodeBase64Url(blinded)), 256);
        const signature = await finalize(issuer, prepared, answer ?? new Uint8Array(0), inverse);
        return signature !== undefined && (await issuer.verify(signature, prepared));
      }),
      { numRuns: 20 },
    );
  });

  /** For any request and any message there is a factor that leads from one to the other: the request tells nothing. */
  it('could be of any message', async () => {
    const [issuer] = vote.loaded.issuers;
    const [request] = await requestToken(vote.loaded, seedOf(6));
    const { key } = vote.issuers[0];
    const d = bigIntOf(Uint8Array.from(Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')));
    const seen = bigIntOf(decodeBase64Url(request, 256) ?? new Uint8Array(0));
    for (const other of ['one key', 'another key']) {
      const prepared = prepare(tokenMessage('road-2026', other), new Uint8Array(32));
      const salt = new Uint8Array(48);
      const encoded = bigIntOf(await emsaPssEncode(prepared, 2_047, salt));
      const factor = modPow((seen * (modInverse(encoded, issuer.modulus) ?? 0n)) % issuer.modulus, d, issuer.modulus);
      const { blinded } = await blind(issuer, prepared, { salt, factor });
      expect(blinded).toEqual(bytesOf(seen, 256));
    }
  });
});
