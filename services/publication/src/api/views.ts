import { type Caller, may, type Resource, resourceOfSubject } from '@cunjian/access';
import {
  procedureSteps,
  sectionSchemas,
  type Attachment,
  type DisclosureContent,
  type DisclosureSubject,
  type DueDate,
  type JointMeeting,
  type ObjectionLevel,
  type ProcedureStep,
  type RuleUse,
} from '@cunjian/contracts';
import type { Shown, Viewer } from '@cunjian/personal-data';
import {
  currentVersion,
  isPosted,
  windowState,
  type CandidateVersion,
  type DisclosureDocument,
  type PublishedVersion,
  type StepTaken,
  type WindowState,
} from '../projections/disclosure-document.ts';
import type { ContentDocument } from '../projections/contents.ts';
import { sumsOf } from '../disclosure/sums.ts';
import { sheetHash, totalsOf, type Totals } from '../projections/figures.ts';
import type { NoticeDocument } from '../projections/notices.ts';
import type { ObjectionDocument } from '../projections/objections.ts';
import { disclosureActions, isOwn, objectionActions, type DisclosureAction, type ObjectionAction } from './actions.ts';

export interface StepView {
  readonly step: ProcedureStep;
  readonly done: boolean;
  readonly at?: string | undefined;
  readonly due?: DueDate | undefined;
}

/** As `PublishedVersion`, and whether its sheet hangs on every board. */
export interface VersionView extends Omit<PublishedVersion, 'steps' | 'procedure' | 'closings' | 'amountsHash'> {
  readonly isPosted: boolean;
  readonly steps: readonly StepView[];
  readonly rules: readonly RuleUse[];
}

export interface CandidateView extends Omit<CandidateVersion, 'steps' | 'procedure'> {
  readonly steps: readonly StepView[];
  readonly rules: readonly RuleUse[];
}

/** How long objections to the newest version have to be answered: questions are taken at any time. */
export interface ObjectionWindow {
  readonly state: WindowState;
  readonly days: number;
  readonly unit: 'calendar' | 'working';
  readonly countsFrom: 'publication' | 'posting';
  readonly rules: readonly RuleUse[];
}

/** Texts are digests until `reveal` has filled them in. */
export interface DisclosureView extends DisclosureSubject {
  readonly status: DisclosureDocument['status'];
  /** For those who work on it. */
  readonly candidate?: CandidateView | undefined;
  /** All that were ever out, oldest first. */
  readonly versions: readonly VersionView[];
  readonly currentVersion?: number | undefined;
  readonly objectionsDue?: DueDate | undefined;
  readonly objectionWindowOpen: boolean;
  /** Absent before anything is out. */
  readonly objectionWindow?: ObjectionWindow | undefined;
  readonly actions: readonly DisclosureAction[];
  /** By when it must be out, while nothing of it ever was: for those who work on it. */
  readonly publicationDue?: DueDate | undefined;
}

const without = <T extends object, Key extends keyof T>(object: T, ...keys: readonly Key[]): Omit<T, Key> =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.some((one) => one === key))) as Omit<T, Key>;

const stepsOf = (steps: readonly ProcedureStep[], taken: readonly StepTaken[], opinionDue?: DueDate): StepView[] => {
  const shown = procedureSteps.filter((step) => steps.includes(step) || taken.some((one) => one.step === step));
  return shown.map((step) => {
    const first = taken.find((one) => one.step === step);
    const due = first === undefined && step === 'supervision-opinion' ? opinionDue : undefined;
    return { step, done: first !== undefined, at: first?.at, due };
  });
};

const rulesOf = ({ procedure }: Pick<PublishedVersion, 'procedure'>): readonly RuleUse[] => {
  const { rules, opinion, posting, objection, escalation } = procedure;
  const all = [rules, opinion.rules, posting.rules, objection.rules, escalation.rules].flat();
  return [...new Map(all.map((rule) => [`${rule.rule} ${rule.version}`, rule])).values()];
};

/** That there is an unredacted original is told to those who may open it. */
const redacted = (attachment: Attachment, originals: boolean): Attachment =>
  originals ? attachment : without(attachment, 'original');

const meetingView = <Meeting extends JointMeeting>(meeting: Meeting | undefined, originals: boolean) =>
  meeting?.minutes === undefined ? meeting : { ...meeting, minutes: redacted(meeting.minutes, originals) };

const versionView = ({ steps, procedure, ...version }: PublishedVersion, originals: boolean): VersionView => ({
  ...without(version, 'closings', 'amountsHash'),
  meeting: meetingView(version.meeting, originals),
  postings: version.postings.map((posting) => ({ ...posting, photo: redacted(posting.photo, originals) })),
  isPosted: isPosted({ ...version, procedure }),
  steps: stepsOf(procedure.steps, steps),
  rules: rulesOf({ procedure }),
});

const candidateView = ({ steps, procedure, ...candidate }: CandidateVersion): CandidateView => ({
  ...candidate,
  steps: stepsOf(procedure.steps, steps, candidate.opinionDue),
  rules: rulesOf({ procedure }),
});

const windowOf = (version: PublishedVersion): ObjectionWindow => {
  const { within, countsFrom, rules } = version.procedure.objection;
  return { state: windowState(version), days: within.days, unit: within.unit, countsFrom, rules };
};

export const maySeeDraft = (caller: Caller, resource: Resource): boolean =>
  may(caller, 'disclosure.read-draft', resource);

/** Undefined where the caller may see nothing of it. */
export const disclosureView = (
  caller: Caller,
  document: DisclosureDocument,
  today: string,
): DisclosureView | undefined => {
  const resource = resourceOfSubject(document);
  const worksOnIt = maySeeDraft(caller, resource);
  const reads = worksOnIt || may(caller, 'disclosure.read', resource);
  if (!reads || (document.versions.length === 0 && !worksOnIt)) return undefined;
  const { candidate, versions } = document;
  const latest = currentVersion(document);
  const objectionWindow = latest && windowOf(latest);
  return {
    ...without(document, 'firstPublishedAt'),
    candidate: worksOnIt && candidate !== undefined ? candidateView(candidate) : undefined,
    versions: versions.map((version) => versionView(version, worksOnIt)),
    currentVersion: latest?.version,
    objectionsDue: latest?.objectionsDue,
    objectionWindowOpen: objectionWindow?.state === 'open',
    objectionWindow,
    actions: disclosureActions(caller, document, today),
  };
};

type Account = DisclosureContent['accounts'][number];

type Section = DisclosureContent['sections'][number];

/** The sum of the amounts, where there is one: what the paper states is the same. */
const withTotal = ({ kind, rows }: Section): Section =>
  sectionSchemas[kind].hasTotal
    ? { kind, rows, total: rows.reduce((sum, { amount = 0 }) => sum + amount, 0) }
    : { kind, rows };

export interface ContentView extends Pick<ContentDocument, 'disclosure' | 'version'> {
  readonly figuresHash: string;
  readonly totals: Totals;
  readonly accounts: readonly (Account & { readonly receipts: number; readonly payments: number })[];
  readonly sections: DisclosureContent['sections'];
  readonly attachments: DisclosureContent['attachments'];
}

/** Hash and totals of a published version are known from its document; those of a draft are computed. */
export const contentView = (
  { disclosure, version, content }: ContentDocument,
  published: Pick<PublishedVersion, 'figuresHash' | 'totals'> | undefined,
  originals: boolean,
): ContentView => ({
  disclosure,
  version,
  figuresHash: published?.figuresHash ?? sheetHash(disclosure, version, content),
  totals: published?.totals ?? totalsOf(content),
  accounts: content.accounts.map((account) => {
    const { receipts, payments } = sumsOf(account.lines);
    return { ...account, receipts, payments };
  }),
  sections: content.sections.map(withTotal),
  attachments: content.attachments.map((attachment) => redacted(attachment, originals)),
});

export interface NoticeView extends NoticeDocument {
  readonly actions: readonly ('revise' | 'publish' | 'correct' | 'withdraw')[];
}

export const noticeView = (caller: Caller, document: NoticeDocument, resource: Resource): NoticeView | undefined => {
  const writes = may(caller, 'notice.write', resource);
  const sees = document.versions.length > 0 || may(caller, 'notice.read-draft', resource);
  if (!sees || !may(caller, 'notice.read', resource)) return undefined;
  const actions = document.status === 'draft' ? (['revise', 'publish'] as const) : (['correct', 'withdraw'] as const);
  const originals = may(caller, 'notice.read-draft', resource);
  const text = <Text extends { readonly attachments: readonly Attachment[] }>(one: Text): Text => ({
    ...one,
    attachments: one.attachments.map((attachment) => redacted(attachment, originals)),
  });
  const { draft, versions } = document;
  const shown = {
    ...document,
    draft: originals && draft !== undefined ? text(draft) : undefined,
    versions: versions.map(text),
  };
  return { ...shown, actions: writes && document.status !== 'withdrawn' ? actions : [] };
};

export interface ObjectionView extends Omit<ObjectionDocument, 'raisedBy' | 'waitsFor' | 'states'> {
  /** Absent where it is withheld from this caller. */
  readonly objector?: string | undefined;
  readonly mine: boolean;
  readonly overdue: boolean;
  readonly level: ObjectionLevel;
  readonly actions: readonly ObjectionAction[];
}

/** Right to read is asked before. Cadres never see who it is that had her name withheld. */
export const objectionView = (caller: Caller, document: ObjectionDocument): ObjectionView => {
  const { objector, scan, papers } = document;
  const mine = isOwn(caller, document);
  const shown = mine || !document.withheld;
  return {
    ...without(document, 'raisedBy', 'waitsFor', 'states'),
    objector: shown ? objector : undefined,
    // What she wrote on paper names her.
    scan: shown ? scan : undefined,
    papers: shown ? papers : [],
    mine,
    overdue: document.status === 'overdue',
    actions: objectionActions(caller, document),
  };
};

/**
 * Names of payees, handlers and witnesses: no law orders their publication, so residents and the notice board see 张*.
 * In full they are seen by those who work on the disclosure and by those who oversee it.
 */
export const seesNames = (caller: Caller, resource: Resource): boolean =>
  maySeeDraft(caller, resource) ||
  (may(caller, 'disclosure.read', resource) && may(caller, 'disclosure.statistics', resource));

/** Texts in full: they were screened before they were taken. Names by `names`. */
export const viewerOf = (names: Shown, on: string): Viewer => ({
  right: ({ kind }) => (kind === 'name-in-accounts' ? names : 'full'),
  on,
});
