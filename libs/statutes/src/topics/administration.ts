import { z } from 'zod';
import { officeKinds } from '../kinds.ts';
import { may } from './parameter.ts';

/** Two offices that may not meet in one person, or in a person and a near relative, within one village. */
export const incompatibilitySchema = z
  .object({
    offices: z.tuple([z.enum(officeKinds), z.enum(officeKinds)]).readonly(),
    forbiddenTo: z.enum(['same-person', 'near-relatives']),
  })
  .readonly();
export type Incompatibility = z.output<typeof incompatibilitySchema>;

/** Offices, assets, and what departments decide on applications. */
export const administrationTopics = {
  'offices.incompatibility': { pairs: may.unionOf(incompatibilitySchema) },
  /** 三资. */
  'collective.assets': {
    /** For comments, before a vote on assets. */
    commentsBeforeVote: may.longer(),
    basicAccounts: may.atMost(),
    reservesOfIncome: may.shareAtLeast(),
    /** Of all shares, held by one member. */
    singleHolding: may.rightOf(),
    /** Before the yearly assembly. */
    accountsOpenBeforeAssembly: may.longer(),
  },
  /** 行政许可. */
  'licence.procedure': {
    /** Without a request for corrections in this time the application counts as accepted. */
    askForCorrectionsWithin: may.shorter(),
    decideWithin: may.shorter(),
    /** Once. */
    extensionUpTo: may.shorter(),
    deliverWithin: may.shorter(),
  },
  /** 林木采伐许可. */
  'licence.felling': {
    permitForScatteredTreesOnPrivatePlots: may.fixed(z.boolean()),
    permitForScatteredTreesAroundTheHouse: may.fixed(z.boolean()),
  },
  /** 酒席: a filing 报备, recorded and never refused. */
  'filing.banquet': { mayBeRefused: may.fixed(z.boolean()) },
  'audit.committee': {
    atEndOfTerm: may.demand(),
    atDeparture: may.demand(),
    /** The departure audit is published before the next election. */
    departurePublishedBeforeElection: may.demand(),
  },
  'archive.village': {
    holds: may.union('ballots', 'minutes', 'accounts'),
  },
};
