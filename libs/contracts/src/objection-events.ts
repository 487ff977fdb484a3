import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';
import { attachment } from './disclosure-content.ts';
import { periodKey } from './disclosure-events.ts';
import { dueDate, objectionLevels } from './disclosure-procedure.ts';
import { divisionCode } from './envelope.ts';
import { disclosingKinds } from './offices.ts';
import { digestField } from './personal-data.ts';

const id = z.string().min(1).max(200);
const objectionLevel = z.enum(objectionLevels);

export const objectionEvents = {
  'objection-raised': {
    version: 1,
    describe: 'A resident objected to a disclosure or one of its lines, or asked about it.',
    data: z.object({
      objection: id,
      disclosure: id,
      version: z.int().min(1),
      body: id,
      bodyKind: z.enum(disclosingKinds),
      division: divisionCode,
      period: periodKey,
      kind: z.enum(['objection', 'question']),
      line: id.optional(),
      text: digestField('free-text'),
      /** The person who objects; absent where the supervision committee withholds her even from the record. */
      objector: id.optional(),
      /** Cadres never see who it is. */
      withheld: z.boolean(),
      channel: z.enum(['online', 'paper', 'supervision-committee']),
      scan: attachment.optional(),
      due: dueDate,
    }),
  },
  'objection-answered': {
    version: 1,
    describe: 'The level that it was raised at answered.',
    data: z.object({
      objection: id,
      text: digestField('free-text'),
      level: objectionLevel,
      /** Until when the objector may take it one level up; absent at the highest. */
      escalationDue: dueDate.optional(),
    }),
  },
  'objection-escalated': {
    version: 1,
    describe: 'Not satisfied, the objector took it one level up; a clock of its own runs there.',
    data: z.object({
      objection: id,
      level: z.enum(['town', 'county', 'city']),
      division: divisionCode,
      due: dueDate,
      scan: attachment.optional(),
    }),
  },
  'objection-accepted': {
    version: 1,
    describe: 'The objector is satisfied with the answer.',
    data: z.object({ objection: id, scan: attachment.optional() }),
  },
  'objection-overdue': {
    version: 1,
    describe: 'A reply was due and did not come.',
    data: z.object({ objection: id, level: objectionLevel, escalationDue: dueDate.optional() }),
  },
} as const satisfies ServiceContracts;

export type ObjectionEvent = EventsOf<typeof objectionEvents>;
export type RaisedObjection = Readonly<z.infer<(typeof objectionEvents)['objection-raised']['data']>>;
