import { isPostedAsRuled } from '../disclosure/boards.ts';
import type {
  Attachment,
  Digest,
  DisclosureSubject,
  DueDate,
  JointMeeting,
  Opinion,
  Procedure,
  ProcedureStep,
} from '@cunjian/contracts';
import type { Totals } from './figures.ts';

/** A step taken, and who took it in which office. */
export interface StepTaken {
  readonly step: ProcedureStep;
  readonly at: string;
  readonly office?: string | undefined;
}

export interface Posting {
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly photo: Attachment;
  readonly postedAt: string;
  readonly office?: string | undefined;
}

/** A version that is out or was. Its content is a document of `versionContents`. All times are instants (RFC 3339). */
export interface PublishedVersion {
  readonly version: number;
  /** Id of the event that holds all of it: what is verified in the log. */
  readonly event: string;
  /** Where that event is in the store, decimal: what its place in the log is asked by. */
  readonly position: string;
  readonly publishedAt: string;
  /** From when a later version took its place. */
  readonly supersededAt?: string | undefined;
  readonly withdrawnAt?: string | undefined;
  readonly withdrawalReason?: Digest | undefined;
  /** Why it corrects the one before. */
  readonly reason?: Digest | undefined;
  readonly opinion?: (Opinion & { readonly at: string }) | undefined;
  readonly meeting?: JointMeeting | undefined;
  readonly steps: readonly StepTaken[];
  readonly procedure: Procedure;
  readonly totals: Totals;
  /** Of each account, in fen: what the openings of the next period follow from. */
  readonly closings: readonly { readonly book: string; readonly account: string; readonly closing: number }[];
  /** `sheetHash`: what the code on its printed sheet names. */
  readonly figuresHash: string;
  /** What the codes of earlier sheets name. */
  readonly amountsHash: string;
  readonly postings: readonly Posting[];
  /** Boards that the body had when a sheet was last posted. */
  readonly boards: readonly string[];
  readonly objectionsDue?: DueDate | undefined;
  readonly windowClosedAt?: string | undefined;
}

export const stages = ['draft', 'confirmed', 'under-review', 'reviewed', 'met'] as const;
export type Stage = (typeof stages)[number];

/** The version in preparation, for those who work on it. Its content is a document of `candidateContents`. */
export interface CandidateVersion {
  readonly version: number;
  readonly stage: Stage;
  readonly startedAt: string;
  readonly reason?: Digest | undefined;
  readonly opinion?: (Opinion & { readonly at: string }) | undefined;
  readonly opinionDue?: DueDate | undefined;
  readonly meeting?: JointMeeting | undefined;
  readonly returnReason?: Digest | undefined;
  readonly steps: readonly StepTaken[];
  readonly procedure: Procedure;
  readonly totals: Totals;
}

export interface DisclosureDocument extends DisclosureSubject {
  /** `discarded`: nothing of it is or was ever out. */
  readonly status: Stage | 'published' | 'withdrawn' | 'discarded';
  readonly candidate?: CandidateVersion | undefined;
  /** Oldest first. */
  readonly versions: readonly PublishedVersion[];
  /** Absent while nothing ever went out: what lists for readers are made by. */
  readonly firstPublishedAt?: string | undefined;
}

export const currentVersion = ({ versions }: Pick<DisclosureDocument, 'versions'>): PublishedVersion | undefined =>
  versions.at(-1);

/** Whether the sheet hangs wherever the rule of its procedure wants it. */
export const isPosted = ({
  postings,
  boards,
  procedure,
}: Pick<PublishedVersion, 'postings' | 'boards' | 'procedure'>): boolean =>
  isPostedAsRuled(
    procedure.posting.boards,
    boards,
    postings.map(({ place }) => place),
  );

/** `not-begun`: it counts from the posting, and nothing hangs yet. Objections are taken until it is closed. */
export type WindowState = 'not-begun' | 'open' | 'closed';

export const windowState = ({
  objectionsDue,
  windowClosedAt,
  withdrawnAt,
}: Pick<PublishedVersion, 'objectionsDue' | 'windowClosedAt' | 'withdrawnAt'>): WindowState => {
  if (windowClosedAt !== undefined || withdrawnAt !== undefined) return 'closed';
  return objectionsDue === undefined ? 'not-begun' : 'open';
};
