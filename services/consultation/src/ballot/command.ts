import type { ChosenWays } from '@cunjian/ballots';
import type { Attachment, Digest, DueDate, ProtocolEntry } from '@cunjian/contracts';
import type { BallotTerms, KeyHolder, OpenedTerms, ProtocolChannel, TokenIssuer } from './ballot.ts';
import type { Granted } from './tally.ts';

export type BallotCommand =
  | {
      readonly do: 'call';
      readonly terms: BallotTerms;
      /** RFC 3339. */
      readonly now: string;
      /** Look-up: the day of the opening. */
      readonly opensOn: string;
      /** Look-up: by the rule, `lastDay` is the first on which it may open. */
      readonly noticeUntil?: DueDate | undefined;
      /** Look-up: the same for a roll that is drawn as soon as it can be, and when that one can be frozen. */
      readonly rollPublishedUntil?: DueDate | undefined;
      readonly rollFreezesAt?: string | undefined;
    }
  | { readonly do: 'cancel'; readonly reason: Digest; readonly now: string }
  | {
      readonly do: 'open';
      readonly now: string;
      /** Look-up: of the frozen roll. */
      readonly roll?: OpenedTerms['roll'] | undefined;
      readonly issuers: readonly TokenIssuer[];
      readonly holders: readonly KeyHolder[];
    }
  | {
      readonly do: 'close-tokens';
      readonly now: string;
      /** Look-up: what each issuer states. */
      readonly issuers: readonly {
        readonly issuer: string;
        readonly count: number;
        readonly root: string;
        readonly statement: string;
      }[];
    }
  | {
      readonly do: 'settle-channels';
      /** Look-up: what stands before `tokens-closed` in the log. */
      readonly chosen: ChosenWays;
      /** Look-up: whether anything is in the box, or was. */
      readonly hasCast: boolean;
    }
  | { readonly do: 'close'; readonly now: string }
  | { readonly do: 'empty-box'; readonly count: number; readonly parts: number }
  | { readonly do: 'open-key'; readonly person: string; readonly office: string; readonly privateKey: string }
  | {
      readonly do: 'enter-protocol';
      readonly channel: ProtocolChannel;
      readonly entry: ProtocolEntry;
      readonly person: string;
      readonly scans: readonly Attachment[];
      /** Look-up: papers given out, or people at the meeting, as recorded one by one. */
      readonly recorded: number;
      /** Look-up: a candidate, or a near relative of one, counts no votes. */
      readonly isRecused: boolean;
      /** Look-up: names of write-ins by their digests, of this entry and of the one before; salted, they can't be compared. */
      readonly names: ReadonlyMap<Digest, string>;
    }
  | {
      readonly do: 'count';
      /** Look-up: what the entitlements and the box hold at the closing. */
      readonly granted: Granted;
    };

export type CommandOf<Do extends BallotCommand['do']> = Extract<BallotCommand, { do: Do }>;
