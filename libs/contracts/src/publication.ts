import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';
import { divisionCode } from './envelope.ts';
import { bodyKinds } from './offices.ts';
import { digestField } from './personal-data.ts';
import { civilDate, sha256Hex } from './registry.ts';

const id = z.string().min(1).max(200);
/** Integer fen; negative entries are red letters 红字 that correct earlier ones. */
export const fen = z.int();

/** `2026Q1`, `2026-03`, `2026`, or `matter-<slug>` for a special disclosure on one matter. */
export const periodKey = z.string().regex(/^(\d{4}Q[1-4]|\d{4}-(0[1-9]|1[0-2])|\d{4}|matter-[a-z0-9-]{1,60})$/);

/** What a line is: income and expenditure enter the sum of the year; current accounts and internal transfers do not. */
export const lineKinds = ['income', 'expenditure', 'current-account', 'internal-transfer'] as const;
export type LineKind = (typeof lineKinds)[number];

export const disclosureLine = z.object({
  /** Stable within the disclosure, over all its versions: objections point to it. */
  line: id,
  date: civilDate,
  /** Voucher numbers restart each month; unique is (book, month, voucher, entry). */
  voucher: z.string(),
  entry: z.int(),
  /** Prose, screened for personal data before it is taken. */
  summary: digestField('text-in-accounts'),
  /** Account of the chart 科目, as a code or as the village writes it. */
  account: z.string(),
  kind: z.enum(lineKinds),
  /** Money in and out of this cash or bank account; one of the two is 0. */
  receipt: fen,
  payment: fen,
  payee: digestField('name-in-accounts').optional(),
  handler: digestField('name-in-accounts').optional(),
  witness: digestField('name-in-accounts').optional(),
  approver: digestField('name-in-accounts').optional(),
  /** For a red entry: the line or voucher that it corrects. */
  corrects: z.string().optional(),
});
export type DisclosureLine = z.infer<typeof disclosureLine>;

export const accountSection = z.object({
  /** Cash or bank account of the body, by the name the village knows; never its number. */
  account: z.string(),
  book: z.string(),
  opening: fen,
  lines: z.array(disclosureLine),
  closing: fen,
  /** opening + receipts − payments − closing, where it is not 0, with the explanation that the law of arithmetic asks for. */
  difference: z.object({ amount: fen, explanation: digestField('free-text') }).optional(),
});
export type AccountSection = z.infer<typeof accountSection>;

/** A row of the other sections; the columns of each section are data (services/publication/src/disclosure/sections.ts). */
export const sectionRow = z.object({
  item: digestField('text-in-accounts'),
  quantity: z.string().optional(),
  amount: fen.optional(),
  counterparty: digestField('name-in-accounts').optional(),
  note: digestField('text-in-accounts').optional(),
});
export const sectionKinds = ['plan', 'assets', 'resources', 'debts', 'claims', 'distribution', 'other'] as const;

export const attachment = z.object({
  name: digestField('file-name'),
  mediaType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
  bytes: z.int(),
  /** The redacted copy, which is published. */
  sha256: sha256Hex,
  /** The protected original, where it differs. */
  original: sha256Hex.optional(),
});
export type Attachment = z.infer<typeof attachment>;

export const disclosureContent = z.object({
  accounts: z.array(accountSection),
  sections: z.array(z.object({ kind: z.enum(sectionKinds), rows: z.array(sectionRow) })),
  attachments: z.array(attachment),
});
export type DisclosureContent = z.infer<typeof disclosureContent>;

/** A rule that a step was taken under, so that a reader can check it years later. */
export const ruleUse = z.object({
  rule: id,
  version: z.int(),
  status: z.enum(['checked', 'carried-over', 'county-default']),
  citation: z.string(),
});
export type RuleUse = z.infer<typeof ruleUse>;

export const dueDate = z.object({ lastDay: civilDate, endsAt: z.iso.datetime(), rules: z.array(ruleUse) });
export type DueDate = z.infer<typeof dueDate>;

/** A step of the procedure that the rule in force asks for, in its order. */
export const procedureSteps = ['confirmation', 'supervision-opinion', 'joint-meeting', 'publication', 'posting'] as const;
export type ProcedureStep = (typeof procedureSteps)[number];
export const procedure = z.object({
  steps: z.array(z.enum(procedureSteps)),
  opinionDays: z.int(),
  postingDays: z.int(),
  objectionDays: z.int(),
  replyDays: z.int(),
  /** Whether the objection window runs from online publication or from the first posting. */
  clockFrom: z.enum(['publication', 'posting']),
  unit: z.enum(['calendar', 'working']),
  rules: z.array(ruleUse),
});
export type Procedure = z.infer<typeof procedure>;

const disclosure = { disclosure: id };
const noticeText = { title: digestField('free-text'), text: digestField('free-text'), attachments: z.array(attachment) };
export const noticeColumns = ['notices'] as const;

export const publicationEvents = {
  'notice-drafted': {
    version: 1,
    describe: 'A notice was written; nobody but its office sees it yet.',
    data: z.object({ notice: id, division: divisionCode, body: id, column: z.enum(noticeColumns), ...noticeText }),
  },
  'notice-revised': { version: 1, describe: 'A draft was changed.', data: z.object({ notice: id, ...noticeText }) },
  'notice-published': { version: 1, describe: 'A notice went out.', data: z.object({ notice: id, version: z.int() }) },
  'notice-corrected': {
    version: 1,
    describe: 'A published notice got a new version; the earlier one stays visible.',
    data: z.object({ notice: id, version: z.int(), reason: digestField('free-text'), ...noticeText }),
  },
  'notice-withdrawn': {
    version: 1,
    describe: 'A published notice no longer holds; it stays visible with the reason.',
    data: z.object({ notice: id, reason: digestField('free-text') }),
  },

  'disclosure-drafted': {
    version: 1,
    describe: 'A finance disclosure of one body for one period was begun.',
    data: z.object({
      ...disclosure,
      body: id,
      bodyKind: z.enum(bodyKinds),
      division: divisionCode,
      period: periodKey,
      /** First and last day that lines may have. */
      from: civilDate,
      to: civilDate,
      title: z.string(),
      content: disclosureContent,
      /** Hash of the imported file, where it came from one. */
      importedFrom: sha256Hex.optional(),
      procedure,
    }),
  },
  'disclosure-revised': {
    version: 1,
    describe: 'A draft was changed.',
    data: z.object({ ...disclosure, content: disclosureContent, importedFrom: sha256Hex.optional() }),
  },
  'disclosure-discarded': {
    version: 1,
    describe: 'A draft was thrown away before anyone confirmed it (undo of an import).',
    data: z.object({ ...disclosure }),
  },
  'disclosure-confirmed': {
    version: 1,
    describe: 'The responsible person of the body confirmed the figures.',
    data: z.object({ ...disclosure, version: z.int() }),
  },
  'opinion-requested': {
    version: 1,
    describe: 'The disclosure was submitted to the supervision committee, whose opinion is due.',
    data: z.object({ ...disclosure, version: z.int(), due: dueDate }),
  },
  'opinion-given': {
    version: 1,
    describe: "The supervision committee (or the collective's supervisors) gave its opinion, which is published with the disclosure.",
    data: z.object({
      ...disclosure,
      version: z.int(),
      verdict: z.enum(['approve', 'object']),
      reasons: digestField('free-text').optional(),
    }),
  },
  'opinion-lapsed': {
    version: 1,
    describe: 'The deadline passed without an opinion: silence does not stop a duty.',
    data: z.object({ ...disclosure, version: z.int() }),
  },
  'disclosure-returned': {
    version: 1,
    describe: 'It went back to draft, by an objection of the supervisors or by the body itself.',
    data: z.object({ ...disclosure, reason: digestField('free-text').optional() }),
  },
  'joint-meeting-recorded': {
    version: 1,
    describe: 'The joint meeting of the committees was recorded.',
    data: z.object({ ...disclosure, heldOn: civilDate, present: z.int(), minutes: attachment.optional() }),
  },
  'disclosure-published': {
    version: 1,
    describe: 'A version of the disclosure went out online.',
    data: z.object({ ...disclosure, version: z.int(), objectionsDue: dueDate.optional() }),
  },
  'disclosure-posted': {
    version: 1,
    describe: 'The sheet hangs on a notice board. Where the rule counts from posting, the window for objections begins.',
    data: z.object({
      ...disclosure,
      version: z.int(),
      place: z.string(),
      from: civilDate,
      to: civilDate,
      photo: attachment,
      objectionsDue: dueDate.optional(),
    }),
  },
  'disclosure-corrected': {
    version: 1,
    describe: 'A published disclosure got a new version, which says what it changes and why; it goes through the steps again. The old one stays.',
    data: z.object({ ...disclosure, version: z.int(), reason: digestField('free-text'), content: disclosureContent }),
  },
  'disclosure-withdrawn': {
    version: 1,
    describe: 'A published disclosure no longer holds; it stays visible with the reason.',
    data: z.object({ ...disclosure, reason: digestField('free-text') }),
  },
  'objection-window-closed': {
    version: 1,
    describe: 'The days for objections are over; questions stay possible.',
    data: z.object({ ...disclosure }),
  },

  'objection-raised': {
    version: 1,
    describe: 'A resident objected to a disclosure or one of its lines, or asked about it after the window.',
    data: z.object({
      objection: id,
      ...disclosure,
      version: z.int(),
      body: id,
      division: divisionCode,
      kind: z.enum(['objection', 'question']),
      line: id.optional(),
      text: digestField('free-text'),
      /** The person who objects; where `withheld`, cadres never see who it is. */
      objector: id,
      withheld: z.boolean(),
      channel: z.enum(['online', 'paper', 'supervision-committee']),
      scan: attachment.optional(),
      due: dueDate,
    }),
  },
  'objection-answered': {
    version: 1,
    describe: 'The body answered.',
    data: z.object({ objection: id, text: digestField('free-text'), level: z.enum(['village', 'town', 'county']) }),
  },
  'objection-escalated': {
    version: 1,
    describe: 'Not satisfied, the objector took it one level up; a clock of its own runs there.',
    data: z.object({ objection: id, level: z.enum(['town', 'county']), division: divisionCode, due: dueDate }),
  },
  'objection-accepted': {
    version: 1,
    describe: 'The objector is satisfied with the answer.',
    data: z.object({ objection: id }),
  },
  'objection-overdue': {
    version: 1,
    describe: 'A reply was due and did not come.',
    data: z.object({ objection: id, level: z.enum(['village', 'town', 'county']) }),
  },
} as const satisfies ServiceContracts;

export type PublicationEvent = EventsOf<typeof publicationEvents>;
