import type { Digest, ProtocolEntry, RollEntry, VotingRule } from '@cunjian/contracts';
import { choiceBytesOf, issuanceRoot, sealBallot, signIssuance, type Issued } from '@cunjian/secret-ballot';
import { createSigner, formatVkey } from '@cunjian/tlog';
import { createNodeHasher, nodeEd25519 } from '@cunjian/tlog/node';
import { granted, openVote, seedOf, signedBy, type VillageVote } from '../../secret-ballot/test/village-vote.ts';
import { finishToken, requestToken, tokenHashOf, decodeBase64Url, type OwnToken } from '@cunjian/secret-ballot';
import {
  rollRoot,
  tallyBallot,
  tooFewOnline,
  type AgreedProtocols,
  type Granted,
  type OpenedBallot,
  type TooFew,
} from '../src/index.ts';
import { createDrafts, loggedAs, type Draft, type Drafts } from './drafts.ts';
import { collective, villagers } from './rules.ts';

export { createDrafts, loggedAs, type Draft };

export const ballot = 'ballot-road';
export const times = {
  rollAt: '2026-03-01T00:00:00.000Z',
  opensAt: '2026-03-20T00:00:00.000Z',
  tokensUntil: '2026-03-22T00:00:00.000Z',
  closesAt: '2026-03-25T00:00:00.000Z',
};
const text = 'A'.repeat(43) as Digest;
const place = { division: '330304001201', body: 'body-1', bodyKind: 'villagers-committee' } as const;

export const personOf = (number: number): string => `person-${String(number).padStart(3, '0')}`;
export const entitlementStream = (person: string): string => `entitlement-${ballot}-${person}`;

/** Two to a household. */
export const rollOf = (members: number): RollEntry[] =>
  Array.from({ length: members }, (_, at) => ({
    person: personOf(at),
    household: `household-${Math.floor(at / 2)}`,
    salt: `${String(at).padStart(42, '0')}A`,
  }));

export type Answer = 'for' | 'against' | 'abstain';
export const yesNoChoice = (answer: Answer) => ({ kind: 'yes-no' as const, answer });

export const termsOf = (
  rule: VotingRule,
  over: Partial<Omit<OpenedBallot, 'ballot'>> = {},
): Omit<OpenedBallot, 'roll' | 'issuers' | 'holders'> => ({
  ballot,
  ...place,
  matter: 'public-works',
  title: text,
  text,
  question: { kind: 'yes-no' },
  secrecy: 'open',
  rule,
  channels: ['online', 'paper', 'proxy', 'show-of-hands'],
  times: { rollAt: times.rollAt, opensAt: times.opensAt, closesAt: times.closesAt },
  binding: true,
  ...over,
});

/** Called, roll drawn, published and frozen, opened. */
export const opening = ({ add }: Drafts, opened: OpenedBallot, entries: readonly RollEntry[]): void => {
  const { roll, issuers, holders, ...terms } = opened;
  add(ballot, '2026-03-01T00:00:00.000Z', 'ballot-called', terms);
  const drawn = { ballot, ...place, asOf: opened.times.rollAt, count: roll.count, root: roll.root, parts: 1 };
  add(`roll-${ballot}`, '2026-03-01T00:00:01.000Z', 'roll-drawn', drawn);
  add(`roll-${ballot}`, '2026-03-01T00:00:01.000Z', 'roll-listed', { ballot, part: 0, entries: [...entries] });
  add(`roll-${ballot}`, '2026-03-10T00:00:00.000Z', 'roll-frozen', { ballot, ...roll });
  for (const holder of holders) add(`keys-${ballot}`, '2026-03-11T00:00:00.000Z', 'key-lodged', { ballot, ...holder });
  add(ballot, times.opensAt, 'ballot-opened', { ...terms, roll, issuers, holders });
};

export const paperOf = (issued: number, over: Partial<ProtocolEntry> = {}): ProtocolEntry => ({
  issued,
  returned: issued,
  valid: issued,
  invalid: 0,
  abstained: 0,
  votes: [
    { option: 'for', votes: issued },
    { option: 'against', votes: 0 },
  ],
  writeIns: [],
  ...over,
});

export const protocolOf = ({ add }: Drafts, channel: 'paper' | 'show-of-hands', entry: ProtocolEntry): void => {
  for (const person of ['counter-1', 'counter-2'])
    add(ballot, '2026-03-25T01:00:00.000Z', 'protocol-entered', { ballot, channel, entry, person, scans: [] });
  add(ballot, '2026-03-25T01:00:00.000Z', 'protocol-settled', { ballot, channel, agreed: true, differs: [] });
};

export const counted = (
  { add }: Drafts,
  opened: OpenedBallot,
  agreed: AgreedProtocols,
  granted: Partial<Granted>,
): void => {
  const data = tallyBallot(opened, agreed, { online: [], byProxy: [], papers: 0, hands: 0, ...granted });
  add(ballot, '2026-03-25T02:00:00.000Z', 'ballot-counted', data);
};

/** Ten members: five vote online, one of them twice; one by her proxy; two on paper, two at the meeting. */
export const openHistory = (): Draft[] => {
  const drafts = createDrafts();
  const { add } = drafts;
  const entries = rollOf(10);
  const rule = { ...collective, ...villagers, channels: ['online', 'paper', 'proxy', 'show-of-hands'] } as VotingRule;
  const withProxies: VotingRule = {
    ...rule,
    proxies: {
      perPerson: 1,
      withinHouseholdOnly: true,
      nearRelativesOnly: false,
      candidatesExcluded: false,
      lodgedBefore: { days: 3, unit: 'calendar', firstDayCounts: false, holidayAtEnd: 'none' },
      announcedOrVoid: true,
    },
  };
  const roll = { count: entries.length, root: rollRoot(entries) };
  const opened: OpenedBallot = { ...termsOf(withProxies), roll, issuers: [], holders: [] };
  opening(drafts, opened, entries);
  // Lodged before the opening: stands before it in the log.
  const [last] = drafts.drafts.splice(-1);
  const lodged = { ballot, person: personOf(1), proxy: personOf(0), announced: true };
  add(entitlementStream(personOf(1)), '2026-03-16T00:00:00.000Z', 'proxy-lodged', lodged);
  if (last !== undefined) drafts.drafts.push(last);
  const cast = (number: number, answer: Answer, proxy?: string): void =>
    add(entitlementStream(personOf(number)), '2026-03-21T00:00:00.000Z', 'ballot-cast', {
      ...{ ballot, person: personOf(number), choice: yesNoChoice(answer) },
      ...(proxy === undefined ? {} : { proxy }),
    });
  cast(0, 'against');
  cast(2, 'for');
  cast(3, 'for');
  cast(4, 'abstain');
  cast(0, 'for');
  cast(1, 'for', personOf(0));
  cast(5, 'against');
  for (const number of [6, 7])
    add(entitlementStream(personOf(number)), '2026-03-22T00:00:00.000Z', 'paper-issued', {
      ballot,
      person: personOf(number),
    });
  for (const number of [8, 9])
    add(entitlementStream(personOf(number)), '2026-03-23T00:00:00.000Z', 'attendance-recorded', {
      ballot,
      person: personOf(number),
    });
  add(ballot, times.closesAt, 'ballot-closed', { ballot });
  const paper = paperOf(2);
  protocolOf(drafts, 'paper', paper);
  protocolOf(drafts, 'show-of-hands', paper);
  counted(
    drafts,
    opened,
    { paper, 'show-of-hands': paper },
    {
      online: (['for', 'for', 'for', 'abstain', 'against'] as const).map(yesNoChoice),
      byProxy: [yesNoChoice('for')],
      papers: 2,
      hands: 2,
    },
  );
  return drafts.drafts;
};

const hasher = createNodeHasher();
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const issuerNames = ['deployment.example/issuer', 'town.example/issuer'] as const;
export const issuerSigners = issuerNames.map((name, at) =>
  createSigner({ name, secret: new Uint8Array(32).fill(at + 1) }, nodeEd25519),
);
let bytes = 0;
export const someRandom = { bytes: (length: number) => new Uint8Array(length).fill(++bytes % 256) };

export interface SecretHistory {
  readonly drafts: Draft[];
  readonly vote: VillageVote;
  readonly opened: OpenedBallot;
  /** Tokens of voters, by number. */
  readonly tokens: ReadonlyMap<number, OwnToken>;
}

export const takeToken = async (vote: VillageVote, number: number) => {
  const requests = await requestToken(vote.loaded, seedOf(number), nodeEd25519);
  const answers = [signedBy(vote.issuers[0], requests[0]), signedBy(vote.issuers[1], requests[1])] as const;
  return { requests, answers, own: granted(await finishToken(vote.loaded, seedOf(number), answers, nodeEd25519)) };
};

export const sealed = async (vote: VillageVote, own: OwnToken, answer: Answer): Promise<string> =>
  granted(
    await sealBallot({
      ...{ setting: vote.loaded, own, choice: yesNoChoice(answer), random: someRandom, ed25519: nodeEd25519 },
    }),
  );

/** What an issuer states of the answers that it gave. */
export const stated = (at: 0 | 1, issued: readonly Issued[]) => {
  const signer = issuerSigners[at];
  if (signer === undefined) throw new RangeError('two issuers');
  const root = issuanceRoot(issued, hasher);
  const statement = signIssuance({ issuer: signer.name, ballot, count: issued.length, root }, signer);
  return { issuer: signer.name, count: issued.length, root: hex(root), statement };
};

const order = async (own: OwnToken): Promise<string> =>
  hex(decodeBase64Url(await tokenHashOf(own.token), 32) ?? new Uint8Array(0));

/** In the order of the tokens' hashes, as the box is emptied. */
export const inBoxOrder = async (cast: readonly { own: OwnToken; text: string }[]): Promise<string[]> => {
  const keyed = await Promise.all(cast.map(async ({ own, text }) => ({ key: await order(own), text })));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ text }) => text);
};

export interface SecretAnswers {
  readonly online: readonly Answer[];
  /** On paper: all for it. */
  readonly papers: number;
  /** Took a token and cast nothing. */
  readonly silent?: number;
  readonly members: number;
}

/** A secret vote on the road, as it should be; where too few chose one of the ways, all of them vote on paper. */
export const secretHistory = async ({ online, papers, members, silent = 0 }: SecretAnswers): Promise<SecretHistory> => {
  const vote = await openVote(ballot, choiceBytesOf({ kind: 'yes-no' }));
  const drafts = createDrafts();
  const { add } = drafts;
  const entries = rollOf(members);
  const opened: OpenedBallot = {
    ...termsOf(villagers, { secrecy: 'secret', channels: ['online', 'paper'], times }),
    roll: { count: members, root: rollRoot(entries) },
    issuers: vote.setting.issuers.map((key, at) => ({
      ...{ issuer: issuerNames[at] ?? '', hands: ['平台', '乡镇'][at] ?? '', key },
      vkey: formatVkey(issuerSigners[at] ?? createSigner({ name: 'none', secret: new Uint8Array(32) })),
    })),
    holders: vote.setting.officers.map((key, at) => ({
      ...{ office: `office-${at}`, officeKind: 'committee-member' as const, person: `officer-${at}`, key },
    })),
  };
  opening(drafts, opened, entries);
  const tokens = new Map<number, OwnToken>();
  const issued: [Issued[], Issued[]] = [[], []];
  for (let number = 0; number < online.length + silent; number++) {
    const person = personOf(number);
    const { requests, answers, own } = await takeToken(vote, number);
    tokens.set(number, own);
    add(entitlementStream(person), '2026-03-21T00:00:00.000Z', 'token-requested', {
      ...{ ballot, person, requests: [requests[0], requests[1]] },
    });
    for (const at of [0, 1] as const) {
      const [request, signature] = [requests[at], answers[at]];
      issued[at].push({ person, request, signature });
      const granted = { ballot, person, issuer: issuerNames[at], request, signature };
      add(entitlementStream(person), '2026-03-21T00:00:01.000Z', 'token-granted', granted);
    }
  }
  for (let number = members - papers; number < members; number++)
    add(entitlementStream(personOf(number)), '2026-03-21T00:00:02.000Z', 'paper-issued', {
      ballot,
      person: personOf(number),
    });
  const issuers = [stated(0, issued[0]), stated(1, issued[1])];
  add(ballot, times.tokensUntil, 'tokens-closed', { ballot, issuers });
  const few = tooFewOnline({ tokens: tokens.size, papers }, villagers.smallestCount);
  if (few !== undefined) callOff(drafts, few, online.length);
  add(ballot, times.closesAt, 'ballot-closed', { ballot });
  const cast: { own: OwnToken; text: string }[] = [];
  const answers = few === undefined ? online : [];
  for (const [number, answer] of answers.entries()) {
    const own = tokens.get(number);
    if (own !== undefined) cast.push({ own, text: await sealed(vote, own, answer) });
  }
  await emptying(drafts, await inBoxOrder(cast), vote);
  const out = few === undefined ? papers : papers + online.length;
  const paper = paperOf(out);
  if (out > 0) protocolOf(drafts, 'paper', paper);
  counted(drafts, opened, out > 0 ? { paper } : {}, { online: answers.map(yesNoChoice), papers: out });
  return { drafts: drafts.drafts, vote, opened, tokens };
};

/** Whoever would have voted online takes a paper instead. */
const callOff = ({ add }: Drafts, few: TooFew, voters: number): void => {
  add(ballot, '2026-03-22T00:00:01.000Z', 'channel-called-off', { ballot, channel: 'online', ...few });
  for (let number = 0; number < voters; number++) {
    const named = { ballot, person: personOf(number) };
    for (const name of ['token-lapsed', 'paper-issued'] as const)
      add(entitlementStream(named.person), '2026-03-23T00:00:00.000Z', name, named);
  }
};

const ballotsOfPart = 3;

const emptying = async ({ add }: Drafts, texts: readonly string[], vote: VillageVote): Promise<void> => {
  const parts = Math.ceil(texts.length / ballotsOfPart);
  const time = '2026-03-25T00:10:00.000Z';
  for (let part = 0; part < parts; part++) {
    const ballots = texts.slice(part * ballotsOfPart, (part + 1) * ballotsOfPart);
    add(`box-${ballot}`, time, 'box-appended', { ballot, part, ballots });
  }
  add(ballot, time, 'box-emptied', { ballot, count: texts.length, parts });
  for (const at of [0, 2] as const)
    add(ballot, '2026-03-25T01:30:00.000Z', 'key-opened', {
      ...{ ballot, office: `office-${at}`, privateKey: vote.officerSecrets[at] },
    });
};
