import type { Attachment, Channel, Choice, DueDate, VotingRule } from '@cunjian/contracts';
import type { BallotTerms } from '../ballot/ballot.ts';

/** Look-up: the ballot as its stream has it, the roll's entry, and the clock. Every command on an entitlement has it. */
export interface Right {
  readonly ballot: string;
  /** Whose entry of the roll it is. */
  readonly person: string;
  readonly isOnRoll: boolean;
  readonly status: 'called' | 'open' | 'closed' | 'cancelled';
  /** Of a secret ballot online, once its tokens are closed: whether they can be used. */
  readonly tokens?: 'closed' | 'called-off' | undefined;
  readonly terms: Pick<BallotTerms, 'question' | 'secrecy' | 'rule' | 'channels' | 'times'>;
  /** RFC 3339. */
  readonly now: string;
}

/** Look-up: whether the rule lets this proxy 受托人 vote for the principal 委托人. */
export interface ProxyLookUps {
  readonly isOnRoll: boolean;
  readonly sharesHousehold: boolean;
  readonly isNearRelative: boolean;
  /** For how many others of this ballot she holds one that was not taken back. */
  readonly held: number;
  /** The last moment by the rule; absent where it sets none. */
  readonly until?: DueDate | undefined;
}

export type EntitlementCommand = { readonly right: Right } & (
  | {
      readonly do: 'cast';
      /** The voter, or her proxy. */
      readonly voter: string;
      readonly choice: Choice;
    }
  | { readonly do: 'request-token'; readonly requests: readonly [string, string] }
  | {
      readonly do: 'grant-token';
      readonly issuer: string;
      /** Which of the two requests it signed. */
      readonly at: 0 | 1;
      readonly request: string;
      readonly signature: string;
    }
  | {
      readonly do: 'issue-paper';
      readonly proxy?: string | undefined;
      /**
       * Look-up: how many others have a paper, by a proxy too; the rule's least is known to be reached. Absent where nobody
       * votes online beside them.
       */
      readonly papers: number | undefined;
      /** She knows that so few are on paper that her vote can be worked out. */
      readonly told: boolean;
    }
  | { readonly do: 'attend'; readonly proxy?: string | undefined }
  | {
      readonly do: 'lodge-proxy';
      readonly proxy: string;
      readonly look: ProxyLookUps;
      readonly scan?: Attachment | undefined;
      readonly announced: boolean;
    }
  | { readonly do: 'revoke'; readonly form: 'paper' | 'proxy' }
);

export type CommandOf<Do extends EntitlementCommand['do']> = Extract<EntitlementCommand, { do: Do }>;

/** For the texts of refusals. */
export const channelNames: Readonly<Record<Channel, string>> = {
  online: '网上',
  meeting: '到会',
  'show-of-hands': '举手',
  paper: '纸质选票',
  proxy: '委托',
};

/** The texts that a refusal of this rule cites. */
export const citationOf = ({ rules }: Pick<VotingRule, 'rules'>): string =>
  [...new Set(rules.map(({ citation }) => citation))].join('；');
