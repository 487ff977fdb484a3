import type {
  Attachment,
  Digest,
  DisclosureContent,
  JointMeeting,
  Procedure,
  DisclosureSubject,
} from '@cunjian/contracts';
import type { CountDays } from '@cunjian/statutes';
import type { PreviousClosing } from './arithmetic.ts';

interface Figures {
  readonly content: DisclosureContent;
  /** Look-up: what was last published of the body's accounts, in the newest period before. */
  readonly previous: readonly PreviousClosing[];
  /** Hash of the file, where the figures come from one. */
  readonly importedFrom?: string | undefined;
}
interface Today {
  /** YYYY-MM-DD in Asia/Shanghai. */
  readonly today: string;
  readonly countDays: CountDays;
}

/** Digests stand for everything that a person wrote; clock, calendar, rules and look-ups come along. */
export type DisclosureCommand =
  | ({ readonly do: 'draft'; readonly subject: DisclosureSubject; readonly procedure: Procedure } & Figures)
  | ({ readonly do: 'revise' } & Figures)
  | { readonly do: 'discard' }
  | { readonly do: 'undo-import' }
  | { readonly do: 'confirm'; readonly previous: readonly PreviousClosing[]; readonly today: string }
  | ({ readonly do: 'submit' } & Today)
  | { readonly do: 'give-opinion'; readonly verdict: 'approve' | 'object'; readonly reasons?: Digest | undefined }
  | { readonly do: 'lapse-opinion'; readonly now: string }
  | { readonly do: 'return'; readonly reason?: Digest | undefined }
  | { readonly do: 'record-meeting'; readonly meeting: JointMeeting; readonly today: string }
  | ({ readonly do: 'publish' } & Today)
  | ({
      readonly do: 'post';
      readonly place: string;
      /** Look-up: the notice boards that the body has now. */
      readonly boards: readonly string[];
      readonly from: string;
      readonly to: string;
      readonly photo: Attachment;
    } & Today)
  | ({ readonly do: 'correct'; readonly reason: Digest; readonly procedure: Procedure } & Figures)
  | { readonly do: 'withdraw'; readonly reason: Digest }
  | { readonly do: 'close-window'; readonly now: string };
