import type { z } from 'zod';

/** C0 and C1 controls but tab and line breaks, and the bidi marks, overrides, embeddings and isolates that let text show as what it is not. */
const unclean =
  // eslint-disable-next-line no-control-regex -- control characters are what it looks for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export const isCleanText = (text: string): boolean => text.isWellFormed() && !unclean.test(text);

/** Controls, line and paragraph separators, and every format character: none of them can be seen. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** For what is compared, sorted and shown on one line: ids, numbers, codes, labels, names. */
export const isCleanLine = (text: string): boolean => text.isWellFormed() && !invisible.test(text);

export const uncleanText = 'control characters and bidi overrides are not allowed';

/** The rule for every field of an input that is one line of text: `oneLine(z.string().min(1).max(200))`. */
export const oneLine = <Schema extends z.ZodType<string>>(schema: Schema): Schema =>
  schema.refine(isCleanLine, uncleanText);
