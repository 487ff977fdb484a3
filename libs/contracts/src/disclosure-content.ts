import { z } from 'zod';
import { sectionKinds } from './disclosure-sections.ts';
import { digestField, type PersonalKindName } from './personal-data.ts';
import { civilDate, sha256Hex } from './registry.ts';

/** No control characters, and none of the format characters that let text show as what it is not. */
const visible = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u;
const invisible = 'control characters and bidi overrides are not allowed';
const id = z.string().min(1).max(200).regex(visible, invisible);
/** Short text that is no prose and names nobody: an account, a book, a voucher number. */
const label = z.string().trim().min(1).max(60).regex(visible, invisible);
/** Integer fen; negative entries are red letters 红字 that correct earlier ones. */
export const fen = z.int();

/** What a line is: income and expenditure enter the sum of the year; current accounts and internal transfers do not. */
export const lineKinds = ['income', 'expenditure', 'current-account', 'internal-transfer'] as const;
export type LineKind = (typeof lineKinds)[number];

export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;

/**
 * The figures of a disclosure, with its personal fields made by `text`: `digestField` gives what events hold, the
 * `plain` of `@cunjian/personal-data` what people hand in. One description, so the two can't drift apart.
 */
export const disclosureSchemas = <Text extends z.ZodType>(text: (kind: PersonalKindName) => Text) => {
  const disclosureLine = z.object({
    /** Stable within the disclosure, over all its versions: objections point to it. */
    line: id,
    date: civilDate,
    /** Voucher numbers restart each month; unique is (book, month, voucher, entry). */
    voucher: label,
    entry: z.int(),
    /** Prose, screened for personal data before it is taken. */
    summary: text('text-in-accounts'),
    /** Account of the chart 科目, as a code or as the village writes it. */
    account: label,
    kind: z.enum(lineKinds),
    /** Which item of the regulation it is, by its side: of receipts or of payments (disclosure-items.ts). */
    itemKind: label.optional(),
    /** Money in and out of this cash or bank account; one of the two is 0. */
    receipt: fen,
    payment: fen,
    payee: text('name-in-accounts').optional(),
    handler: text('name-in-accounts').optional(),
    witness: text('name-in-accounts').optional(),
    approver: text('name-in-accounts').optional(),
    /** For a red entry: the line or voucher that it corrects. */
    corrects: label.optional(),
  });
  const statedDifference = z.object({ amount: fen, explanation: text('free-text') });
  const accountSection = z.object({
    /** Cash or bank account of the body, by the name the village knows; never its number. */
    account: label,
    book: label,
    opening: fen,
    lines: z.array(disclosureLine),
    closing: fen,
    /** opening + receipts − payments − closing, where it is not 0, with its explanation. */
    difference: statedDifference.optional(),
    /** opening − the closing last published, where it is not 0, with its explanation. */
    openingDifference: statedDifference.optional(),
  });
  /** A row of the other sections. Which fields a section has, and what they are called, is data (disclosure-sections.ts). */
  const sectionRow = z.object({
    item: text('text-in-accounts'),
    /** Which item of its group it is (disclosure-items.ts). */
    itemKind: label.optional(),
    quantity: label.optional(),
    opening: fen.optional(),
    increase: fen.optional(),
    decrease: fen.optional(),
    amount: fen.optional(),
    counterparty: text('name-in-accounts').optional(),
    note: text('text-in-accounts').optional(),
  });
  const attachment = z.object({
    name: text('file-name'),
    mediaType: z.enum(mediaTypes),
    bytes: z.int(),
    /** The redacted copy, which is published. */
    sha256: sha256Hex,
    /** The protected original, where it differs. */
    original: sha256Hex.optional(),
  });
  const disclosureContent = z.object({
    accounts: z.array(accountSection),
    sections: z.array(
      z.object({
        kind: z.enum(sectionKinds),
        rows: z.array(sectionRow),
        /** Sum of its amounts, as the paper states it. */
        total: fen.optional(),
      }),
    ),
    attachments: z.array(attachment),
  });
  return { disclosureLine, accountSection, sectionRow, attachment, disclosureContent };
};

export const { disclosureLine, accountSection, sectionRow, attachment, disclosureContent } =
  disclosureSchemas(digestField);
export type DisclosureLine = z.infer<typeof disclosureLine>;
export type AccountSection = z.infer<typeof accountSection>;
export type Attachment = z.infer<typeof attachment>;
export type DisclosureContent = z.infer<typeof disclosureContent>;
