import {
  assemblyKinds,
  channels,
  choice,
  matters,
  maxOptions,
  type Choice,
  type Digest,
  type Question,
} from '@cunjian/contracts';
import { refuseAll, type Refused } from '@cunjian/kernel';
import { plain } from '@cunjian/personal-data';
import { freeText, idInput, screenInput, type Words } from '@cunjian/service-kit/acting';
import { z } from 'zod';

export const personName = plain('name');
const options = z
  .array(z.object({ text: freeText }))
  .min(2)
  .max(maxOptions);
const candidate = z.object({ person: idInput.optional(), name: personName, woman: z.boolean() });

const questionInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('yes-no') }),
  z.object({ kind: z.literal('one-of'), options }),
  z.object({ kind: z.literal('up-to'), options, most: z.int().min(1).max(maxOptions) }),
  z.object({
    kind: z.literal('election'),
    candidates: z.array(candidate).min(1).max(maxOptions),
    seats: z.int().min(1).max(maxOptions),
    seatsForWomen: z.int().min(0).max(maxOptions).default(0),
    writeIns: z.boolean().default(false),
    runOffOf: idInput.optional(),
  }),
]);
export type QuestionInput = z.output<typeof questionInput>;

const instant = z.iso.datetime({ offset: true });
/** As events have it: UTC, comparable as text. */
export const toInstant = (given: string): string => new Date(given).toISOString();

export const callInput = z.object({
  body: idInput,
  assembly: z.enum(assemblyKinds),
  matter: z.enum(matters),
  title: freeText,
  text: freeText,
  question: questionInput,
  secrecy: z.enum(['open', 'secret']),
  channels: z.array(z.enum(channels)).min(1).max(channels.length),
  group: idInput.optional(),
  times: z.object({
    /** The roll is as of it; by default as of the call. */
    rollAt: instant.optional(),
    opensAt: instant,
    closesAt: instant,
    tokensUntil: instant.optional(),
  }),
  proceeding: idInput.optional(),
  topic: idInput.optional(),
  /** Of a poll under a topic: false. */
  binding: z.boolean().default(true),
});
export type CallInput = z.output<typeof callInput>;

/** Sorted by name, so that the order of the options is that of their ids. */
const optionName = (at: number): string => `o${String(at + 1).padStart(2, '0')}`;

/** The question as its event has it. Refuses `personal-data.in-prose`. */
export const questionOf = (words: Words, input: QuestionInput): Question | Refused => {
  const texts = input.kind === 'one-of' || input.kind === 'up-to' ? input.options : [];
  const screened = refuseAll(screenInput(texts, 'question.options'));
  if (screened !== undefined) return screened;
  const named = () =>
    texts.map(({ text }, at) => ({ option: optionName(at), text: words.conceal(freeText, text) as Digest }));
  switch (input.kind) {
    case 'yes-no':
      return { kind: 'yes-no' };
    case 'one-of':
      return { kind: 'one-of', options: named() };
    case 'up-to':
      return { kind: 'up-to', options: named(), most: input.most };
    case 'election': {
      const { candidates, seats, seatsForWomen, writeIns, runOffOf } = input;
      return {
        ...{ kind: 'election', seats, seatsForWomen, writeIns },
        ...(runOffOf === undefined ? {} : { runOffOf }),
        candidates: candidates.map(({ person, name, woman }, at) => ({
          ...{ option: optionName(at), woman, name: words.conceal(personName, name, person) as Digest },
          ...(person === undefined ? {} : { person }),
        })),
      };
    }
  }
};

/** As `choice` of the contracts, its options on one line each. */
export const choiceInput: z.ZodType<Choice> = z.discriminatedUnion('kind', [
  choice.options[0],
  choice.options[1].extend({ options: z.array(idInput).max(maxOptions) }),
]);
/** In the order in which choices are compared. */
export const inOrder = (given: Choice): Choice =>
  given.kind === 'yes-no' ? given : { ...given, options: given.options.toSorted() };
