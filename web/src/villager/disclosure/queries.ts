import {
  attachmentFields,
  bodyFields,
  dueFields,
  ruleFields,
  sealFields,
  type Attachment,
  type BodyName,
  type DueDate,
  type RuleUse,
  type Seal,
} from '../../api/shapes.ts';
import { connection } from '../../api/connection.ts';
import type { DivisionName } from '../queries.ts';

export type LineKind = 'INCOME' | 'EXPENDITURE' | 'CURRENT_ACCOUNT' | 'INTERNAL_TRANSFER';
export interface Line {
  readonly id: string;
  readonly date: string;
  readonly voucher: string;
  readonly entry: number;
  /** Absent where it was erased, as all that people wrote may be. */
  readonly summary: string | null;
  readonly account: string;
  readonly kind: LineKind;
  /** Code of the regulation's item. */
  readonly itemKind: string | null;
  readonly receipt: number;
  readonly payment: number;
  readonly payee: string | null;
  readonly handler: string | null;
  readonly witness: string | null;
  readonly approver: string | null;
  readonly corrects: string | null;
}
export interface Difference {
  readonly amount: number;
  readonly explanation: string | null;
}
export interface AccountSection {
  readonly account: string;
  readonly book: string;
  readonly opening: number;
  readonly receipts: number;
  readonly payments: number;
  readonly closing: number;
  readonly difference: Difference | null;
  readonly openingDifference: Difference | null;
  readonly lines: readonly Line[];
}
export interface OtherRow {
  readonly item: string | null;
  /** Code of the regulation's item. */
  readonly itemKind: string | null;
  readonly quantity: string | null;
  readonly opening: number | null;
  readonly increase: number | null;
  readonly decrease: number | null;
  readonly amount: number | null;
  readonly counterparty: string | null;
  readonly note: string | null;
}
export interface OtherSection {
  readonly kind: string;
  readonly rows: readonly OtherRow[];
  /** Sum of its amounts, where that says something. */
  readonly total: number | null;
}
export interface Totals {
  readonly opening: number;
  readonly receipts: number;
  readonly payments: number;
  readonly closing: number;
  readonly income: number;
  readonly expenditure: number;
  readonly lineCount: number;
}
export const totalsFields = 'opening receipts payments closing income expenditure lineCount';

export interface Opinion {
  readonly verdict: 'APPROVE' | 'OBJECT' | 'SILENT';
  readonly reasons: string | null;
  readonly at: string;
}
export interface JointMeeting {
  readonly heldOn: string;
  readonly present: number;
  readonly minutes: Attachment | null;
}
export interface VersionHead {
  readonly version: number;
  readonly publishedAt: string | null;
  readonly reason: string | null;
}
export interface Version extends VersionHead {
  readonly opinion: Opinion | null;
  readonly meeting: JointMeeting | null;
  readonly totals: Totals;
  readonly accounts: readonly AccountSection[];
  readonly sections: readonly OtherSection[];
  readonly attachments: readonly Attachment[];
  readonly figuresHash: string;
  readonly seal: Seal | null;
}
export const lineFields =
  'id date voucher entry summary account kind itemKind receipt payment payee handler witness approver corrects';
export const sectionFields =
  'kind total rows { item itemKind quantity opening increase decrease amount counterparty note }';
const accountFields = `account book opening receipts payments closing
  difference { amount explanation } openingDifference { amount explanation } lines { ${lineFields} }`;
const versionFields = `version publishedAt reason opinion { verdict reasons at }
  meeting { heldOn present minutes { ${attachmentFields} } } totals { ${totalsFields} }
  accounts { ${accountFields} }
  sections { ${sectionFields} } attachments { ${attachmentFields} }
  figuresHash seal { ${sealFields} }`;

export interface Step {
  readonly step: string;
  readonly done: boolean;
  readonly at: string | null;
  readonly due: DueDate | null;
}
export interface Posting {
  readonly version: number;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly photo: Attachment;
  readonly postedAt: string;
}
/** How long objections to the newest version are taken. */
export interface ObjectionWindow {
  /** `NOT_BEGUN`: it counts from the posting, and no sheet hangs yet; objections are taken already. */
  readonly state: 'NOT_BEGUN' | 'OPEN' | 'CLOSED';
  readonly days: number;
  readonly unit: 'CALENDAR' | 'WORKING';
  readonly rules: readonly RuleUse[];
}
export const windowFields = `objectionWindow { state days unit rules { ${ruleFields} } }`;

export type DisclosureStatus =
  'DRAFT' | 'CONFIRMED' | 'UNDER_REVIEW' | 'REVIEWED' | 'MET' | 'PUBLISHED' | 'WITHDRAWN' | 'DISCARDED';
export interface DisclosureShown {
  readonly id: string;
  readonly body: BodyName;
  readonly division: DivisionName;
  readonly period: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly status: DisclosureStatus;
  readonly steps: readonly Step[];
  readonly rules: readonly RuleUse[];
  readonly current: Version | null;
  readonly versions: readonly VersionHead[];
  readonly postings: readonly Posting[];
  readonly objectionsDue: DueDate | null;
  /** Absent before anything is out. */
  readonly objectionWindow: ObjectionWindow | null;
  readonly withdrawalReason: string | null;
  readonly actions: readonly string[];
}
const headFields = `id body { ${bodyFields} } division { code name } period title from to status`;
export const disclosureQuery = `query Disclosure($id: ID!, $atLeast: Position) { disclosure(id: $id, atLeast: $atLeast) {
  ${headFields} steps { step done at due { ${dueFields} } } rules { ${ruleFields} } current { ${versionFields} }
  versions { version publishedAt reason }
  postings { version place from to photo { ${attachmentFields} } postedAt }
  objectionsDue { ${dueFields} } ${windowFields} withdrawalReason actions } }`;

/** Older versions in full: asked for only where somebody compares. */
export const versionQuery = `query Version($id: ID!, $version: Int!) { disclosure(id: $id) {
  id version(version: $version) { ${versionFields} } } }`;

export interface DisclosureInList {
  readonly id: string;
  readonly title: string;
  readonly period: string;
  readonly status: DisclosureStatus;
  readonly body: BodyName;
  readonly current: { readonly version: number; readonly publishedAt: string | null; readonly totals: Totals } | null;
  readonly objectionsDue: DueDate | null;
  readonly objectionWindowOpen: boolean;
  readonly postings: readonly { readonly version: number }[];
}
export const disclosuresQuery = `query Disclosures($code: DivisionCode!, $body: ID, $first: Int!, $after: String, $atLeast: Position) {
  disclosures(division: $code, body: $body, first: $first, after: $after, atLeast: $atLeast) {
    ${connection(`id title period status body { ${bodyFields} } current { version publishedAt totals { ${totalsFields} } }
    objectionsDue { ${dueFields} } objectionWindowOpen postings { version }`)} } }`;

export interface DivisionLog {
  readonly origin: string;
  readonly vkey: string;
  readonly size: number;
  readonly root: string;
}
export const divisionLogQuery = `query DivisionLog($code: DivisionCode!) { divisionLog(division: $code) { origin vkey size root } }`;

export interface SheetCheck {
  readonly state: 'CURRENT' | 'CORRECTED' | 'WITHDRAWN' | 'UNKNOWN' | 'FIGURES_DIFFER';
  readonly currentVersion: number | null;
  readonly publishedAt: string | null;
  readonly totals: Totals | null;
  /** Absent for the code of an older sheet, which names the amounts alone, and where it was withdrawn. */
  readonly accounts: readonly AccountSection[] | null;
  readonly sections: readonly OtherSection[] | null;
}
export const checkSheetQuery = `query CheckSheet($disclosure: ID!, $version: Int!, $figuresHash: String!) {
  checkSheet(disclosure: $disclosure, version: $version, figuresHash: $figuresHash) {
    state currentVersion publishedAt totals { ${totalsFields} } accounts { ${accountFields} } sections { ${sectionFields} } } }`;
