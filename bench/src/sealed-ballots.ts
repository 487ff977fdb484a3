import {
  constants,
  createPrivateKey,
  createPublicKey,
  publicEncrypt,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import type { OpenedEvent } from '@cunjian/ballots/recount';
import { rollRoot, tallyBallot, type OpenedBallot } from '@cunjian/ballots';
import { maxBoxPart, maxRollPart, type Digest, type RollEntry } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import {
  encodeBase64Url,
  issuanceRoot,
  loadSetting,
  officerKeyOf,
  sealBallot,
  settingOf,
  signIssuance,
  tokenHashOf,
  tokenMessage,
  type Issued,
  type LoadedSetting,
  type OwnToken,
} from '@cunjian/secret-ballot';
import { newIssuerSecret } from '@cunjian/secret-ballot/node';
import { createSigner, formatVkey } from '@cunjian/tlog';
import { createNodeHasher, nodeEd25519 } from '@cunjian/tlog/node';

export const ballot = 'ballot-5b0c2f0e-52d5-4c0f-9c55-6f2f5fd0d7b1';
const text = 'A'.repeat(43) as Digest;
const hasher = createNodeHasher();
/** No `Buffer`: the sharing of keys takes none. */
const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };
const times = {
  ...{ rollAt: '2026-03-01T00:00:00.000Z', opensAt: '2026-03-20T00:00:00.000Z' },
  ...{ tokensUntil: '2026-03-22T00:00:00.000Z', closesAt: '2026-03-25T00:00:00.000Z' },
};
const half = { numerator: 1, denominator: 2, orMore: false };
const place = { division: '330304001201', body: 'body-1', bodyKind: 'villagers-committee' } as const;
const terms = {
  ...{ ballot, ...place, matter: 'public-works', title: text, text, question: { kind: 'yes-no' }, secrecy: 'secret' },
  channels: ['online'],
  rule: {
    ...{ assembly: 'villagers', rules: [], quorum: half, majority: { of: 'present', share: half } },
    ...{ channels: ['online'], secrecy: ['secret'], smallestCount: 5, voidWhereMoreReturnedThanIssued: true },
  },
  ...{ times, binding: true },
} satisfies Omit<OpenedBallot, 'roll' | 'issuers' | 'holders'>;

/** What a finished blind signature is: RSASSA-PSS on prefix and message. Made with the key itself, in a tenth of the time. */
const signed = (key: KeyObject, message: Uint8Array) => {
  const prefix = randomBytes(32);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const signature = sign('sha384', Buffer.concat([prefix, message]), { key, ...padding });
  return { prefix: encodeBase64Url(prefix), signature: encodeBase64Url(signature) };
};

const tokenOf = (keys: readonly [KeyObject, KeyObject]): OwnToken => {
  const secret = new Uint8Array(randomBytes(32));
  const key = encodeBase64Url(nodeEd25519.publicKey(secret));
  const message = tokenMessage(ballot, key);
  return { token: { key, signatures: [signed(keys[0], message), signed(keys[1], message)] }, secret };
};

interface Cast {
  readonly text: string;
  readonly order: string;
}

const castOne = async (setting: LoadedSetting, keys: readonly [KeyObject, KeyObject], at: number): Promise<Cast> => {
  const own = tokenOf(keys);
  const choice = { kind: 'yes-no', answer: at % 3 === 0 ? 'against' : 'for' } as const;
  const sealed = await sealBallot({ setting, own, choice, random, ed25519: nodeEd25519 });
  if (isRefused(sealed)) throw new Error(sealed.refused[0].code);
  return { text: sealed, order: Buffer.from(await tokenHashOf(own.token), 'base64url').toString('hex') };
};

const personOf = (at: number): string => `p-${String(at).padStart(16, '0')}`;

/** What answers a blinded request, raised to the public exponent (RFC 9474, 4.3). */
export const requestOf = (key: KeyObject, signature: Uint8Array): Uint8Array =>
  publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, signature);

/** Requests and answers as the list of tokens has them: each answer is made up, and its request follows from it. */
const issuedTo = (count: number, key: KeyObject): Issued[] =>
  Array.from({ length: count }, (_, at) => {
    // Below every modulus.
    const signature = randomBytes(256).fill(0, 0, 1);
    const request = encodeBase64Url(requestOf(key, signature));
    return { person: personOf(at), request, signature: encodeBase64Url(signature) };
  });

const parts = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

export interface SecretVote {
  readonly events: readonly OpenedEvent[];
  readonly setting: LoadedSetting;
  readonly texts: readonly string[];
  readonly issuers: readonly { readonly key: KeyObject; readonly issued: readonly Issued[] }[];
  /** Of two officers. */
  readonly officers: readonly [string, string];
}

/** A secret vote in which all `count` members of the roll took tokens and cast ballots, as its log has it. */
export const secretVote = async (count: number): Promise<SecretVote> => {
  const secrets = [await newIssuerSecret(), await newIssuerSecret()] as const;
  const keys = [createPrivateKey(secrets[0].pem), createPrivateKey(secrets[1].pem)] as const;
  const signers = ['bench.example/issuer', 'town.example/issuer'].map((name, at) =>
    createSigner({ name, secret: new Uint8Array(32).fill(at + 1) }, nodeEd25519),
  );
  const officers = await Promise.all([1, 2, 3].map((seed) => officerKeyOf(new Uint8Array(16).fill(seed), ballot)));
  const entries: RollEntry[] = Array.from({ length: count }, (_, at) => ({
    ...{ person: personOf(at), household: `h-${at}`, salt: encodeBase64Url(randomBytes(32)) },
  }));
  const opened: OpenedBallot = {
    ...terms,
    roll: { count, root: rollRoot(entries, hasher) },
    issuers: signers.map((signer, at) => ({
      ...{ issuer: signer.name, hands: signer.name, key: secrets[at]?.publicKey ?? '', vkey: formatVkey(signer) },
    })),
    holders: officers.map(({ publicKey }, at) => ({
      ...{ office: `office-${at}`, officeKind: 'committee-member' as const, person: `officer-${at}`, key: publicKey },
    })),
  };
  const known = settingOf(opened);
  const setting = isRefused(known) ? known : await loadSetting(known);
  if (isRefused(setting)) throw new Error(setting.refused[0].code);
  const cast: Cast[] = [];
  for (let at = 0; at < count; at++) cast.push(await castOne(setting, keys, at));
  const texts = cast.sort((a, b) => (a.order < b.order ? -1 : 1)).map((one) => one.text);
  const issued = [issuedTo(count, keys[0]), issuedTo(count, keys[1])] as const;
  const events = eventsOf({ opened, entries, issued, signers, texts, keys: officers.map((one) => one.privateKey) });
  return {
    ...{ events, setting, texts, officers: [officers[0]?.privateKey ?? '', officers[1]?.privateKey ?? ''] },
    issuers: [0, 1].map((at) => ({ key: createPublicKey(keys[at === 0 ? 0 : 1]), issued: issued[at === 0 ? 0 : 1] })),
  };
};

interface Parts {
  readonly opened: OpenedBallot;
  readonly entries: readonly RollEntry[];
  readonly issued: readonly [readonly Issued[], readonly Issued[]];
  readonly signers: readonly ReturnType<typeof createSigner>[];
  readonly texts: readonly string[];
  readonly keys: readonly string[];
}

const eventsOf = ({ opened, entries, issued, signers, texts, keys }: Parts): readonly OpenedEvent[] => {
  const events: OpenedEvent[] = [];
  const revisions = new Map<string, number>();
  const add = (stream: string, time: string, name: string, data: object): void => {
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    events.push({ where: `entry ${events.length}`, subject: stream, revision, time, name, data });
  };
  const { roll } = opened;
  const listed = parts(entries, maxRollPart);
  add(ballot, times.rollAt, 'ballot-called', terms);
  add(`roll-${ballot}`, times.rollAt, 'roll-drawn', {
    ballot,
    ...place,
    asOf: times.rollAt,
    ...roll,
    parts: listed.length,
  });
  for (const [part, some] of listed.entries())
    add(`roll-${ballot}`, times.rollAt, 'roll-listed', { ballot, part, entries: some });
  add(`roll-${ballot}`, times.rollAt, 'roll-frozen', { ballot, ...roll });
  for (const holder of opened.holders) add(`keys-${ballot}`, times.rollAt, 'key-lodged', { ballot, ...holder });
  add(ballot, times.opensAt, 'ballot-opened', opened);
  for (const [at, { person, request, signature }] of issued[0].entries()) {
    const second = issued[1][at] ?? { request: '', signature: '' };
    const stream = `entitlement-${ballot}-${person}`;
    const granted = (of: 0 | 1, answer: { request: string; signature: string }) => ({
      ballot,
      person,
      issuer: signers[of]?.name,
      request: answer.request,
      signature: answer.signature,
    });
    add(stream, times.opensAt, 'token-requested', { ballot, person, requests: [request, second.request] });
    add(stream, times.opensAt, 'token-granted', granted(0, { request, signature }));
    add(stream, times.opensAt, 'token-granted', granted(1, second));
  }
  const issuers = signers.map((signer, at) => {
    const all = issued[at === 0 ? 0 : 1];
    const root = issuanceRoot(all, hasher);
    const statement = signIssuance({ issuer: signer.name, ballot, count: all.length, root }, signer);
    return { issuer: signer.name, count: all.length, root: Buffer.from(root).toString('hex'), statement };
  });
  add(ballot, times.tokensUntil, 'tokens-closed', { ballot, issuers });
  add(ballot, times.closesAt, 'ballot-closed', { ballot });
  const boxed = parts(texts, maxBoxPart);
  for (const [part, ballots] of boxed.entries())
    add(`box-${ballot}`, times.closesAt, 'box-appended', { ballot, part, ballots });
  add(ballot, times.closesAt, 'box-emptied', { ballot, count: texts.length, parts: boxed.length });
  for (const at of [0, 1])
    add(ballot, times.closesAt, 'key-opened', { ballot, office: `office-${at}`, privateKey: keys[at] });
  const online = texts.map((_, at) => ({ kind: 'yes-no', answer: at % 3 === 0 ? 'against' : 'for' }) as const);
  add(ballot, times.closesAt, 'ballot-counted', tallyBallot(opened, {}, { online, byProxy: [], papers: 0, hands: 0 }));
  return events;
};
