import { z } from 'zod';
import { digestField } from '../personal-data.ts';

const id = z.string().min(1).max(200);

/** Options and candidates of one question; more than anybody can read on a sheet. */
export const maxOptions = 50;

const option = z.object({ option: id, text: digestField('free-text') });
const candidate = z.object({
  option: id,
  /** Absent for a write-in 另选他人 that the count of papers brought. */
  person: id.optional(),
  name: digestField('name'),
  woman: z.boolean(),
});
export type Candidate = Readonly<z.infer<typeof candidate>>;

const options = z.array(option).min(2).max(maxOptions);

/** What is asked. Its kind says which choices are valid. */
export const question = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yes-no') }),
  z.object({ kind: z.literal('one-of'), options }),
  z.object({ kind: z.literal('up-to'), options, most: z.int().min(1).max(maxOptions) }),
  z.object({
    kind: z.literal('election'),
    candidates: z.array(candidate).min(1).max(maxOptions),
    seats: z.int().min(1).max(maxOptions),
    /** Of the seats, kept for women. */
    seatsForWomen: z.int().min(0).max(maxOptions),
    /** 另选他人; on paper alone. */
    writeIns: z.boolean(),
    /** The ballot whose vacant seats this one fills 另行选举. */
    runOffOf: id.optional(),
  }),
]);
export type Question = Readonly<z.infer<typeof question>>;
export type QuestionKind = Question['kind'];

/** What a voter answers; `options` in ascending order, each once. None chosen is an abstention. */
export const choice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yes-no'), answer: z.enum(['for', 'against', 'abstain']) }),
  z.object({ kind: z.enum(['one-of', 'up-to', 'election']), options: z.array(id).max(maxOptions) }),
]);
export type Choice = Readonly<z.infer<typeof choice>>;
