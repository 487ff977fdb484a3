import { recount } from '@cunjian/ballots/recount';
import { isRefused } from '@cunjian/kernel';
import {
  decodeBase64Url,
  loadOfficerKey,
  parseBallot,
  tokenHashOf,
  tokenMessage,
  type OfficerKey,
} from '@cunjian/secret-ballot';
import { createNodeHasher, nodeEd25519 } from '@cunjian/tlog/node';
import { maxBoxPart } from '@cunjian/contracts';
import { signedBytes } from '../../libs/secret-ballot/src/sealed/ballot.ts';
import { bound } from '../../libs/secret-ballot/src/sealed/content-key.ts';
import { hpke, hpkeEncBytes } from '../../libs/secret-ballot/src/sealed/hpke.ts';
import { perSecond, share, takeTurns, type Bench } from './harness.ts';
import { ballot, requestOf, secretVote, type SecretVote } from './sealed-ballots.ts';

/** Making one ballot takes as long as counting two; `CUNJIAN_BENCH_SHARE=10` counts 100,000. */
const total = share(10_000);
/** Of what takes minutes one is enough, after the one to warm up. */
const rounds = total > 20_000 ? 1 : 3;

const bytesOf = (text: string): Uint8Array => {
  const bytes = decodeBase64Url(text, Math.floor((text.length * 3) / 4));
  if (bytes === undefined) throw new Error('not base64url');
  return bytes;
};

/** All that has to be decrypted or verified of one ballot, read beforehand. */
const operationsOf = async ({ setting, texts, officers, issuers }: SecretVote) => {
  const keys: OfficerKey[] = [];
  for (const at of [0, 1] as const) {
    const key = await loadOfficerKey(setting, at, officers[at]);
    if (isRefused(key)) throw new Error(key.refused[0].code);
    keys.push(key);
  }
  return Promise.all(
    texts.map(async (text, number) => {
      const parsed = parseBallot(text, setting);
      if (isRefused(parsed)) throw new Error(parsed.refused[0].code);
      const { token, shares } = parsed;
      const binding = { ballot, tokenHash: await tokenHashOf(token) };
      const message = tokenMessage(ballot, token.key);
      return {
        ed25519: [bytesOf(parsed.signature), signedBytes(parsed), bytesOf(token.key)] as const,
        rsa: setting.issuers.map((issuer, at) => {
          const { prefix, signature } = token.signatures[at === 0 ? 0 : 1];
          return { issuer, signature: bytesOf(signature), prepared: Buffer.concat([bytesOf(prefix), message]) };
        }),
        answers: issuers.map(({ key, issued }) => {
          const { request = '', signature = '' } = issued[number] ?? {};
          return { key, request: Buffer.from(bytesOf(request)), signature: bytesOf(signature) };
        }),
        hpke: keys.map(({ officer, pair }) => {
          const sealed = bytesOf(shares[officer]);
          const info = bound(binding, `share of officer ${officer + 1}`);
          const enc = sealed.slice(0, hpkeEncBytes);
          return { recipient: { recipientKey: pair, enc, info }, ct: sealed.slice(hpkeEncBytes) };
        }),
      };
    }),
  );
};

type Operations = Awaited<ReturnType<typeof operationsOf>>[number];

/** One Ed25519, two RSA-PSS, two answers of issuers and two HPKE a ballot, as many at once as the recount has under way. */
const bare = (operations: readonly Operations[]) => (): Promise<number> =>
  perSecond(operations.length, async () => {
    for (let first = 0; first < operations.length; first += maxBoxPart)
      await Promise.all(
        operations.slice(first, first + maxBoxPart).map(async ({ ed25519, rsa, answers, hpke: shares }) => {
          const held =
            nodeEd25519.verify(...ed25519) &&
            answers.every(({ key, request, signature }) => request.equals(requestOf(key, signature)));
          const verified = await Promise.all(
            rsa.map(({ issuer, signature, prepared }) => issuer.verify(signature, prepared)),
          );
          await Promise.all(shares.map(({ recipient, ct }) => hpke.open(recipient, ct)));
          if (!held || verified.includes(false)) throw new Error('a signature does not hold');
        }),
      );
  });

const recounting =
  ({ events }: SecretVote) =>
  (): Promise<number> =>
    perSecond(total, async () => {
      const { findings } = await recount(events, { ballot, ed25519: nodeEd25519, hasher: createNodeHasher() });
      const [wrong] = findings.filter(({ level }) => level === 'wrong');
      if (wrong !== undefined) throw new Error(`${wrong.where}: ${wrong.code} ${JSON.stringify(wrong.params)}`);
    });

export const recountingBench: Bench = {
  name: 'recounting',
  run: async () => {
    const vote = await secretVote(total);
    const measured = await takeTurns(rounds, {
      bare: bare(await operationsOf(vote)),
      recount: recounting(vote),
    });
    return [
      {
        what: `recount of a secret ballot with ${total.toLocaleString('en')} ballots`,
        value: measured.recount,
        unit: 'ballots/s',
        better: 'more',
        reference: { name: 'its signatures and HPKE operations, bare', value: measured.bare },
        // At most twice their time.
        wanted: { atLeast: 0.5 },
      },
    ];
  },
};
