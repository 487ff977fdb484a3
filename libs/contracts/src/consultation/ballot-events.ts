import { z } from 'zod';
import type { EventsOf, ServiceContracts } from '../catalogue.ts';
import { attachment } from '../disclosure-content.ts';
import { dueDate, ruleUse } from '../disclosure-procedure.ts';
import { divisionCode } from '../envelope.ts';
import { bodyKinds, officeKinds } from '../offices.ts';
import { digestField } from '../personal-data.ts';
import { sha256Hex } from '../registry.ts';
import { choice, question } from './questions.ts';
import { arithmetic, channels, matters, votingRule } from './voting.ts';

const id = z.string().min(1).max(200);
const count = z.int().min(0);
const instant = z.iso.datetime();
const prose = digestField('free-text');
const base64url = z.string().regex(/^[A-Za-z0-9_-]*$/);
const ballot = { ballot: id };
const place = { division: divisionCode, body: id, bodyKind: z.enum(bodyKinds) };

/** Entries of a roll in one event, and sealed ballots in one event: well below `maxEntryBytes`. */
export const maxRollPart = 2_000;
export const maxBoxPart = 200;

export const rollEntry = z.object({
  person: id,
  household: id,
  group: z.string().optional(),
  /** Class of an elector. */
  class: z.enum(['registered-resident', 'registered-away-declared', 'resident-year-accepted']).optional(),
  /** 32 random bytes: the root tells nothing of who is on the roll. */
  salt: base64url.length(43),
});
export type RollEntry = Readonly<z.infer<typeof rollEntry>>;

/** How many representatives the households of a village have by law, and how many those were when the roll was drawn. */
export const representation = z.object({ households: count, least: count, most: count, rules: z.array(ruleUse) });
export type Representation = Readonly<z.infer<typeof representation>>;

/** When what begins and ends. Instants of the injected clock. */
export const ballotTimes = z.object({
  /** The roll is as of it. */
  rollAt: instant,
  opensAt: instant,
  closesAt: instant,
  /** Of a secret ballot: tokens are given from `opensAt` to it, and ballots are cast from it to `closesAt`. */
  tokensUntil: instant.optional(),
});
export type BallotTimes = Readonly<z.infer<typeof ballotTimes>>;

/** What a ballot is, from its call on. */
export const ballotTerms = {
  ...ballot,
  ...place,
  /** Absent for a poll under a topic. */
  proceeding: id.optional(),
  topic: id.optional(),
  title: prose,
  text: prose,
  /** What it decides on: some matters are reserved to one assembly, and ask for more. */
  matter: z.enum(matters),
  question,
  secrecy: z.enum(['open', 'secret']),
  rule: votingRule,
  /** Of those that the rule allows. */
  channels: z.array(z.enum(channels)).min(1),
  /** Of a group's ballot: which. */
  group: z.string().optional(),
  times: ballotTimes,
  binding: z.boolean(),
};

/**
 * One of two that sign tokens blindly; `hands` names who runs it. `key` is the modulus of its RSA key of this ballot,
 * `vkey` the C2SP verifier key of what it states: a key that signs blindly signs anything.
 */
export const tokenIssuer = z.object({
  issuer: id,
  hands: z.string().min(1).max(200),
  key: base64url,
  vkey: z.string().min(1).max(500),
});
/** One of three that hold a key to the box; any two open it. */
export const keyHolder = z.object({ office: id, officeKind: z.enum(officeKinds), person: id, key: base64url });

/** The protocol 计票记录 of papers, or of a show of hands. */
export const protocolEntry = z.object({
  issued: count,
  returned: count,
  valid: count,
  invalid: count,
  abstained: count,
  votes: z.array(z.object({ option: id, votes: count })),
  /** 另选他人. */
  writeIns: z.array(z.object({ name: digestField('name'), woman: z.boolean(), votes: count })),
});
export type ProtocolEntry = Readonly<z.infer<typeof protocolEntry>>;

export const ballotEvents = {
  'ballot-called': {
    version: 1,
    describe: 'A ballot was called: question, rule, channels and times are known.',
    data: z.object({ ...ballotTerms, noticeUntil: dueDate.optional() }),
  },
  'ballot-opened': {
    version: 1,
    describe: 'A ballot opened: question, choices, roll, rule, keys and times are fixed.',
    data: z.object({
      ...ballotTerms,
      roll: z.object({ count, root: sha256Hex }),
      issuers: z.array(tokenIssuer).max(2),
      holders: z.array(keyHolder).max(3),
    }),
  },
  'key-lodged': {
    version: 1,
    describe:
      'An officer lodged the public half of a key of hers for the box, before the opening; the first three hold it.',
    data: z.object({ ...ballot, ...keyHolder.shape }),
  },
  'ballot-cancelled': {
    version: 1,
    describe: 'A ballot was called off before it opened, could not open, or lacked keys to be counted for 60 days.',
    data: z.object({
      ...ballot,
      /** Under which it was called. */
      topic: id.optional(),
      reason: prose.optional(),
      code: z.string().max(100).optional(),
    }),
  },
  'tokens-closed': {
    version: 1,
    describe: 'No more tokens are given; casting begins. Each issuer states how many it signed.',
    data: z.object({
      ...ballot,
      /** `root` is over its answers (`issuanceRoot`); `statement` is a signed note by its `vkey`. */
      issuers: z.array(z.object({ issuer: id, count, root: sha256Hex, statement: z.string().max(2_000) })),
    }),
  },
  'token-acknowledged': {
    version: 1,
    describe: 'A voter who was told that a token had been taken in her name said that it was she.',
    data: z.object({ ...ballot, person: id }),
  },
  'token-disputed': {
    version: 1,
    describe:
      'A voter said that it was not she who took the token in her name; the supervision committee looks into it.',
    data: z.object({ ...ballot, person: id, text: prose, due: dueDate.optional() }),
  },
  'token-dispute-overdue': {
    version: 1,
    describe: 'The supervision committee was to decide on a disputed token, and did not in time.',
    data: z.object({ ...ballot, person: id }),
  },
  'token-dispute-decided': {
    version: 1,
    describe: 'The supervision committee decided whether somebody else had taken the token of a voter.',
    data: z.object({ ...ballot, person: id, outcome: z.enum(['upheld', 'dismissed']), decider: id, reasons: prose }),
  },
  'channel-called-off': {
    version: 1,
    describe:
      'So few took a token, or a paper, that their votes would be known: nothing is cast online; all vote on paper.',
    data: z.object({
      ...ballot,
      channel: z.enum(channels),
      /** Which channel too few had chosen when the tokens were closed, how many that were, and the least by the rule. */
      small: z.enum(channels),
      voters: count,
      least: count,
    }),
  },
  'ballot-closed': {
    version: 1,
    describe: 'A ballot closed; what comes later does not count.',
    data: z.object(ballot),
  },
  'box-emptied': {
    version: 1,
    describe: 'All sealed ballots of the box were appended; it is empty.',
    data: z.object({ ...ballot, count, parts: count }),
  },
  'key-opened': {
    version: 1,
    describe: 'A key holder opened the key at the public count; two of three open the box.',
    data: z.object({ ...ballot, office: id, privateKey: base64url }),
  },
  'protocol-entered': {
    version: 1,
    describe:
      'A person entered the protocol of papers or hands, for herself and auditors; a second one enters it without seeing it.',
    data: z.object({
      ...ballot,
      channel: z.enum(['paper', 'show-of-hands']),
      entry: protocolEntry,
      person: id,
      scans: z.array(attachment),
    }),
  },
  'protocol-settled': {
    version: 1,
    describe: 'Two entries agree, or differ: then both are entered again.',
    data: z.object({
      ...ballot,
      channel: z.enum(['paper', 'show-of-hands']),
      agreed: z.boolean(),
      /** Members of the entry that differ. */
      differs: z.array(z.string()),
      /** Where they agree: what counts, told to all whom the ballot concerns. */
      protocol: z.object({ entry: protocolEntry, persons: z.tuple([id, id]), scans: z.array(attachment) }).optional(),
    }),
  },
  'ballot-counted': {
    version: 1,
    describe: 'The tally, by channel and together, and what follows by the rule; anybody recomputes it.',
    data: z.object({
      ...ballot,
      /** Where fewer voters than the rule's least used a channel, it is counted with another. */
      channels: z.array(
        z.object({
          channels: z.array(z.enum(channels)).min(1),
          present: count,
          cast: count,
          valid: count,
          invalid: count,
        }),
      ),
      arithmetic,
    }),
  },
  'box-appended': {
    version: 1,
    describe: 'Sealed ballots out of the box, in the order of the hashes of their tokens.',
    data: z.object({ ...ballot, part: z.int().min(0), ballots: z.array(z.string().max(20_000)).max(maxBoxPart) }),
  },
  'roll-drawn': {
    version: 1,
    describe: 'The roll was drawn from the register as it was at an instant.',
    data: z.object({
      ...ballot,
      ...place,
      asOf: instant,
      count,
      root: sha256Hex,
      parts: z.int().min(0),
      /** Until when it is published and objections are taken. */
      publishedUntil: dueDate.optional(),
      objectUntil: dueDate.optional(),
      /** Of a roll of villagers' representatives, where the register has households. */
      representation: representation.optional(),
    }),
  },
  'roll-listed': {
    version: 1,
    describe: 'A part of the entries of a roll.',
    data: z.object({ ...ballot, part: z.int().min(0), entries: z.array(rollEntry).max(maxRollPart) }),
  },
  'roll-objected': {
    version: 1,
    describe: 'Somebody objected to the roll: a person is missing or stands on it wrongly.',
    data: z.object({
      ...ballot,
      objection: id,
      objector: id,
      kind: z.enum(['missing', 'wrong']),
      about: id,
      text: prose,
      due: dueDate.optional(),
    }),
  },
  'roll-objection-decided': {
    version: 1,
    describe: 'An objection to the roll was decided; an entry was added or struck, or nothing changed.',
    data: z.object({
      ...ballot,
      objection: id,
      outcome: z.enum(['added', 'struck', 'dismissed']),
      /** What was added or struck. */
      entry: rollEntry.optional(),
      reasons: prose,
    }),
  },
  'roll-frozen': {
    version: 1,
    describe: 'The roll changes no more; its hash is this.',
    data: z.object({ ...ballot, count, root: sha256Hex }),
  },
} as const satisfies ServiceContracts;
export type BallotEvent = EventsOf<typeof ballotEvents>;

const entitlement = { ...ballot, person: id };

/** One stream for each entry of a roll: what it grants is one thing at a time. */
export const entitlementEvents = {
  'ballot-cast': {
    version: 1,
    describe: 'A voter cast an open ballot, or changed it; the last one before the closing counts.',
    data: z.object({ ...entitlement, choice, proxy: id.optional() }),
  },
  'token-requested': {
    version: 1,
    describe: 'A voter asked for the token of a secret ballot: from now on she votes by it alone.',
    data: z.object({ ...entitlement, requests: z.tuple([base64url, base64url]) }),
  },
  'token-granted': {
    version: 1,
    describe: 'A voter took the token of a secret ballot 领票: one of the issuers signed her blinded request.',
    data: z.object({ ...entitlement, issuer: id, request: base64url, signature: base64url }),
  },
  'paper-issued': {
    version: 1,
    describe: 'A voter, or her proxy, took a paper ballot.',
    data: z.object({ ...entitlement, proxy: id.optional() }),
  },
  'proxy-lodged': {
    version: 1,
    describe: 'A voter lodged a written proxy 委托书.',
    data: z.object({ ...entitlement, proxy: id, scan: attachment.optional(), announced: z.boolean() }),
  },
  'entitlement-revoked': {
    version: 1,
    describe: 'What was granted and not used was taken back: the voter may choose another way.',
    data: z.object({ ...entitlement, form: z.enum(['paper', 'proxy']) }),
  },
  'token-lapsed': {
    version: 1,
    describe:
      'The tokens are closed and hers can not be used, not signed by both issuers or nothing being cast online: she votes otherwise.',
    data: z.object(entitlement),
  },
  'attendance-recorded': {
    version: 1,
    describe: 'A member, or her proxy, came to the meeting; she votes there by a show of hands.',
    data: z.object({ ...entitlement, proxy: id.optional() }),
  },
} as const satisfies ServiceContracts;
export type EntitlementEvent = EventsOf<typeof entitlementEvents>;
