import { createHash } from 'node:crypto';
import { rollRoot } from '@cunjian/ballots';
import { maxRollPart, type ConsultationEvent, type RollEntry } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import {
  finishToken,
  loadOfficerKey,
  loadSetting,
  officerKeyOf,
  requestToken,
  sealBallot,
  settingOf,
  type LoadedSetting,
  type Officer,
  type OwnToken,
} from '@cunjian/secret-ballot';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { Issuers } from '../src/issuers/issuer.ts';
import { prepareIssuers } from '../src/issuers/prepare-issuers.ts';
import type { BallotTerms, OpenedTerms } from '../src/ballot/ballot.ts';
import type { Harness } from './harness.ts';
import { committee, village } from './people.ts';

export const granted = <Value>(
  value: Value,
): Exclude<Value, { readonly refused: unknown } | { readonly ok: false }> => {
  if (isRefused(value) || (typeof value === 'object' && value !== null && 'ok' in value && value.ok === false))
    throw new Error(`refused: ${JSON.stringify(value)}`);
  return value as Exclude<Value, { readonly refused: unknown } | { readonly ok: false }>;
};

export const codeOf = (answer: unknown): string | undefined =>
  (answer as { refusals?: readonly { code: string }[] }).refusals?.[0]?.code;

export const opensAt = '2026-04-10T02:00:00.000Z';
export const tokensUntil = '2026-04-11T02:00:00.000Z';
export const closesAt = '2026-04-12T02:00:00.000Z';
export const ballotOfVote = 'ballot-0b0e6f5c-2f2c-4d9c-9f40-6a4f5d2a7c11';
const text = createHash('sha256').update('text').digest('base64url') as never;

const ballot = ballotOfVote;

/** Seeds of whoever takes part: what a recovery code holds. */
export const seedOf = (number: number): Uint8Array => new Uint8Array(16).fill(number);

/** Keeps events as they are, in a store that nothing else has led to. */
export type Register = (
  stream: string,
  division: string,
  body: string | undefined,
  ...events: ConsultationEvent[]
) => Promise<void>;

/** What a secret ballot on a road is, from its call on. */
export const termsOfVote: BallotTerms = {
  ballot,
  ...{ division: village, body: committee, bodyKind: 'villagers-committee', title: text, text, matter: 'general' },
  question: { kind: 'yes-no' },
  secrecy: 'secret',
  rule: {
    ...{ assembly: 'villagers', rules: [], channels: ['online', 'paper'], secrecy: ['secret'], smallestCount: 1 },
    majority: { of: 'present', share: { numerator: 1, denominator: 2, orMore: false } },
    voidWhereMoreReturnedThanIssued: true,
  },
  channels: ['online', 'paper'],
  times: { rollAt: opensAt, opensAt, tokensUntil, closesAt },
  binding: true,
};

export const entriesOf = (persons: readonly string[]): readonly RollEntry[] =>
  persons.map((person) => ({ person, household: 'h', salt: createHash('sha256').update(person).digest('base64url') }));

/** A frozen roll, as events. */
export const registerRoll = async (register: Register, entries: readonly RollEntry[]): Promise<void> => {
  const roll = { count: entries.length, root: rollRoot(entries) };
  const place = { division: village, body: committee, bodyKind: 'villagers-committee' as const };
  const rolled = { ballot, ...place, asOf: opensAt, ...roll, parts: Math.ceil(entries.length / maxRollPart) };
  await register(`roll-${ballot}`, village, committee, { type: 'roll-drawn', data: rolled });
  for (let part = 0; part < rolled.parts; part++) {
    const some = entries.slice(part * maxRollPart, (part + 1) * maxRollPart);
    await register(`roll-${ballot}`, village, committee, {
      type: 'roll-listed',
      data: { ballot, part, entries: some },
    });
  }
  await register(`roll-${ballot}`, village, committee, { type: 'roll-frozen', data: { ballot, ...roll } });
};

/** A secret ballot on a road, opened for these persons; its opening as an event, without what led to it. */
export const openSecretVote = async (
  issuers: Issuers | undefined,
  register: Register,
  persons: readonly string[],
  terms: BallotTerms = termsOfVote,
) => {
  const entries = entriesOf(persons);
  const roll = { count: entries.length, root: rollRoot(entries) };
  const keys = await Promise.all([1, 2, 3].map((number) => officerKeyOf(seedOf(number), ballot)));
  const opened: OpenedTerms = {
    ...terms,
    roll,
    issuers: granted(await prepareIssuers({ issuers }, ballot)),
    holders: keys.map(({ publicKey }, at) => ({
      ...{ office: `office-${at}`, officeKind: 'committee-member', person: `officer-${at}`, key: publicKey },
    })),
  };
  await registerRoll(register, entries);
  for (const holder of opened.holders)
    await register(`keys-${ballot}`, village, committee, { type: 'key-lodged', data: { ballot, ...holder } });
  await register(
    ballot,
    village,
    committee,
    { type: 'ballot-called', data: terms },
    { type: 'ballot-opened', data: opened },
  );
  const setting = granted(await loadSetting(granted(settingOf(opened))));
  return { ballot, opened, setting, officerKeys: keys.map(({ privateKey }) => privateKey) };
};

export type SecretVote = Awaited<ReturnType<typeof openSecretVote>>;

/** What a voter's device does to take a token. */
export const takeToken = async (
  harness: Harness,
  { ballot, setting }: SecretVote,
  account: string,
  seed: Uint8Array,
): Promise<OwnToken> => {
  const requests = await requestToken(setting, seed, nodeEd25519);
  const taken = await harness.api
    .createCaller({ account, office: undefined, correlationId: 'test' })
    .secretBallots.takeToken({ commandId: harness.random.uuid(), ballot, requests: [requests[0], requests[1]] });
  return granted(await finishToken(setting, seed, granted(taken).result.answers, nodeEd25519));
};

export const seal = async (
  { random }: Pick<Harness, 'random'>,
  setting: LoadedSetting,
  own: OwnToken,
  answer: 'for' | 'against' | 'abstain',
): Promise<string> =>
  granted(await sealBallot({ setting, own, choice: { kind: 'yes-no', answer }, random, ed25519: nodeEd25519 }));

export const officerKey = async ({ setting, officerKeys }: SecretVote, officer: Officer) =>
  granted(await loadOfficerKey(setting, officer, officerKeys[officer] ?? ''));

/** The events of a stream, in their order. */
export const eventsOf = async ({ consultation: { runtime } }: Harness, stream: string): Promise<ConsultationEvent[]> =>
  (await runtime.store.readStream(stream)).map((stored) => {
    const { name, data } = runtime.catalogue.decode(stored);
    return { type: name, data } as ConsultationEvent;
  });

/** That somebody has asked for a token, which no issuer has signed yet. */
export const tokenRequested = (person: string): ConsultationEvent => ({
  type: 'token-requested',
  data: { ballot, person, requests: ['A', 'B'] },
});
