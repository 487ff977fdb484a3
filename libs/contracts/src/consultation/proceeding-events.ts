import { z } from 'zod';
import type { EventsOf, ServiceContracts } from '../catalogue.ts';
import { attachment } from '../disclosure-content.ts';
import { dueDate, ruleUse } from '../disclosure-procedure.ts';
import { divisionCode } from '../envelope.ts';
import { bodyKinds } from '../offices.ts';
import { digestField } from '../personal-data.ts';
import { civilDate } from '../registry.ts';
import { deliberationSteps, procedureRule } from './procedures.ts';
import { arithmetic, assemblyKinds, matters } from './voting.ts';

const id = z.string().min(1).max(200);
const proceeding = { proceeding: id };
const step = z.enum(deliberationSteps);
const prose = digestField('free-text');

export const proceedingEvents = {
  'proceeding-begun': {
    version: 1,
    describe: 'A topic entered a procedure; its steps and rules are fixed from now on.',
    data: z.object({
      ...proceeding,
      topic: id,
      division: divisionCode,
      body: id,
      bodyKind: z.enum(bodyKinds),
      matter: z.enum(matters),
      /** Of a group's decision: which group. */
      group: id.optional(),
      on: civilDate,
      procedure: procedureRule,
    }),
  },
  'meeting-called': {
    version: 1,
    describe: 'A meeting of the body of a step was called, with its notice.',
    data: z.object({
      ...proceeding,
      step,
      assembly: z.enum(assemblyKinds),
      on: civilDate,
      place: prose,
      agenda: prose,
      calledOn: civilDate,
      /** The earliest day that the notice allows. */
      earliest: dueDate.optional(),
    }),
  },
  'step-taken': {
    version: 1,
    describe: 'A step was taken: a meeting held, a ballot counted, a publication made.',
    data: z.object({
      ...proceeding,
      step,
      /** A step taken together with the next. */
      merged: z.boolean(),
      on: civilDate,
      assembly: z.enum(assemblyKinds).optional(),
      /** By the rule of the step; of a ballot as it was counted. */
      arithmetic: arithmetic.optional(),
      ballot: id.optional(),
      minutes: attachment.optional(),
      text: prose.optional(),
      /** Whether the procedure goes on: its majority was reached, or the step binds nobody. */
      passed: z.boolean(),
    }),
  },
  'proceeding-ended': {
    version: 1,
    describe: 'A procedure came to its end, was rejected on the way or given up with a reason.',
    data: z.object({
      ...proceeding,
      outcome: z.enum(['completed', 'rejected', 'abandoned']),
      reason: prose.optional(),
    }),
  },
} as const satisfies ServiceContracts;

export type ProceedingEvent = EventsOf<typeof proceedingEvents>;

/** One stream for each body: numbers are consistent as a set. */
export const resolutionEvents = {
  'resolution-adopted': {
    version: 1,
    describe: 'A body adopted a resolution 决议; it has a number in its village.',
    data: z.object({
      resolution: id,
      /** `2026-3`: the third of the body in that year. */
      number: z.string().regex(/^\d{4}-[1-9]\d*$/),
      division: divisionCode,
      body: id,
      bodyKind: z.enum(bodyKinds),
      ...proceeding,
      topic: id,
      ballot: id.optional(),
      title: prose,
      text: prose,
      /** The person who carries it out, and until when. */
      responsible: id,
      /** The office that she carries it out in, where it is one. */
      responsibleOffice: id.optional(),
      due: civilDate,
      /** Fen. */
      budget: z.int().min(0).optional(),
      assembly: z.enum(assemblyKinds),
      arithmetic,
      /** Those that the decision was made by: of the procedure and of the assembly. */
      rules: z.array(ruleUse),
      adoptedOn: civilDate,
    }),
  },
  'resolution-published': {
    version: 1,
    describe: 'The first disclosure: the decision, posted.',
    data: z.object({
      resolution: id,
      ...proceeding,
      on: civilDate,
      places: z.array(z.string().min(1).max(100)).min(1),
      photo: attachment.optional(),
    }),
  },
  'resolution-reported': {
    version: 1,
    describe: 'What was done to carry it out, with evidence.',
    data: z.object({
      resolution: id,
      report: id,
      text: prose,
      photos: z.array(attachment),
      /** The finance disclosure that paid for it, and the line of it. */
      disclosure: id.optional(),
      line: id.optional(),
      /** Fen. */
      spent: z.int().min(0).optional(),
      done: z.boolean(),
    }),
  },
  'resolution-result-published': {
    version: 1,
    describe: 'The second disclosure: the result of carrying it out.',
    data: z.object({
      resolution: id,
      ...proceeding,
      on: civilDate,
      places: z.array(z.string().min(1).max(100)).min(1),
      photo: attachment.optional(),
    }),
  },
  'resolution-overdue': {
    version: 1,
    describe: 'A resolution was not carried out by its deadline, or shows no result after a year.',
    data: z.object({ resolution: id, ...proceeding, which: z.enum(['deadline', 'year']) }),
  },
} as const satisfies ServiceContracts;

export type ResolutionEvent = EventsOf<typeof resolutionEvents>;
