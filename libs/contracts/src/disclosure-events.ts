import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';
import { attachment, disclosureContent } from './disclosure-content.ts';
import { dueDate, procedure } from './disclosure-procedure.ts';
import { divisionCode } from './envelope.ts';
import { disclosingKinds } from './offices.ts';
import { digestField } from './personal-data.ts';
import { civilDate, sha256Hex } from './registry.ts';

const id = z.string().min(1).max(200);

/** `2026Q1`, `2026-03`, `2026`, or `matter-<slug>` for a special disclosure on one matter. */
export const periodKey = z.string().regex(/^(\d{4}Q[1-4]|\d{4}-(0[1-9]|1[0-2])|\d{4}|matter-[a-z0-9-]{1,60})$/);

const disclosure = { disclosure: id };
const version = z.int().min(1);

/** What a disclosure is about. A reader titles it from body and period; a matter has a title of its own. */
const disclosureOf = {
  ...disclosure,
  body: id,
  bodyKind: z.enum(disclosingKinds),
  division: divisionCode,
  period: periodKey,
  /** First and last day that lines may have. */
  from: civilDate,
  to: civilDate,
  title: digestField('free-text').optional(),
};

/** Never changes from the first draft on. */
export type DisclosureSubject = Readonly<z.infer<z.ZodObject<typeof disclosureOf>>>;

const opinion = z.object({
  verdict: z.enum(['approve', 'object', 'silent']),
  reasons: digestField('free-text').optional(),
});
const meeting = z.object({ heldOn: civilDate, present: z.int().min(1), minutes: attachment.optional() });
export type Opinion = z.infer<typeof opinion>;
export type JointMeeting = z.infer<typeof meeting>;

export const disclosureEvents = {
  'disclosure-drafted': {
    version: 1,
    describe: 'A finance disclosure of one body for one period was begun.',
    data: z.object({
      ...disclosureOf,
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
    describe:
      'A draft was thrown away before anyone confirmed it (undo of an import); of a correction, the draft alone.',
    data: z.object({ ...disclosure, version }),
  },
  'disclosure-confirmed': {
    version: 1,
    describe: 'The responsible person of the body confirmed the figures.',
    data: z.object({ ...disclosure, version }),
  },
  'opinion-requested': {
    version: 1,
    describe: 'The disclosure was submitted to its supervisors, whose opinion is due.',
    data: z.object({ ...disclosure, version, due: dueDate }),
  },
  'opinion-given': {
    version: 1,
    describe:
      "The supervision committee (or the collective's supervisors) gave its opinion, which is published with the disclosure.",
    data: z.object({
      ...disclosure,
      version,
      verdict: z.enum(['approve', 'object']),
      reasons: digestField('free-text').optional(),
    }),
  },
  'opinion-lapsed': {
    version: 1,
    describe: 'The deadline passed without an opinion: silence does not stop a duty.',
    data: z.object({ ...disclosure, version }),
  },
  'disclosure-returned': {
    version: 1,
    describe: 'It went back to draft, by an objection of the supervisors or by the body itself.',
    data: z.object({ ...disclosure, version, reason: digestField('free-text').optional() }),
  },
  'joint-meeting-recorded': {
    version: 1,
    describe: 'The joint meeting of the committees was recorded.',
    data: z.object({ ...disclosure, version, ...meeting.shape }),
  },
  'disclosure-published': {
    version: 1,
    describe:
      'A version of the disclosure went out online. The event holds all that its readers may see, so that it can be read and checked by itself.',
    data: z.object({
      ...disclosureOf,
      version,
      content: disclosureContent,
      procedure,
      /** Why this version corrects the one before. */
      reason: digestField('free-text').optional(),
      opinion: opinion.optional(),
      meeting: meeting.optional(),
      /** Absent where the window runs from the posting. */
      objectionsDue: dueDate.optional(),
    }),
  },
  'disclosure-posted': {
    version: 1,
    describe:
      'The sheet hangs on a notice board. Where the rule counts from posting, the window for objections runs from it.',
    data: z.object({
      ...disclosure,
      version,
      place: z.string().min(1).max(100),
      /** All notice boards that the body had then. */
      boards: z.array(z.string()),
      /** Which of them the rule counts: one, or each. Absent in the first events: each. */
      counts: z.enum(['village', 'natural-village']).optional(),
      from: civilDate,
      to: civilDate,
      photo: attachment,
      /** Where the rule counts from posting: the window ends for all with the board that counts and was posted last. */
      objectionsDue: dueDate.optional(),
    }),
  },
  'disclosure-corrected': {
    version: 1,
    describe:
      'A new version of a published disclosure was begun, which says why; it goes through the steps again. The old one stays.',
    data: z.object({
      ...disclosure,
      version,
      reason: digestField('free-text'),
      content: disclosureContent,
      importedFrom: sha256Hex.optional(),
      procedure,
    }),
  },
  'disclosure-withdrawn': {
    version: 1,
    describe: 'A published disclosure no longer holds; it stays visible with the reason.',
    data: z.object({ ...disclosure, version, reason: digestField('free-text') }),
  },
  'objection-window-closed': {
    version: 1,
    describe: 'The days for objections are over; questions stay possible.',
    data: z.object({ ...disclosure, version }),
  },
} as const satisfies ServiceContracts;

export type DisclosureEvent = EventsOf<typeof disclosureEvents>;
