import { z } from 'zod';
import type { EventsOf, ServiceContracts } from '../catalogue.ts';
import { attachment } from '../disclosure-content.ts';
import { dueDate } from '../disclosure-procedure.ts';
import { divisionCode } from '../envelope.ts';
import { bodyKinds } from '../offices.ts';
import { digestField } from '../personal-data.ts';

const id = z.string().min(1).max(200);
const suggestion = { suggestion: id };
const prose = digestField('free-text');

export const suggestionEvents = {
  'suggestion-made': {
    version: 1,
    describe: 'A resident suggested or reported something 提建议, to the committee alone or openly.',
    data: z.object({
      ...suggestion,
      division: divisionCode,
      body: id,
      bodyKind: z.enum(bodyKinds),
      open: z.boolean(),
      title: prose,
      text: prose,
      photos: z.array(attachment),
      suggester: id,
      /** Of what she handed in on paper: an officer entered it for her. */
      scan: attachment.optional(),
      due: dueDate,
    }),
  },
  'suggestion-answered': {
    version: 1,
    describe: 'The body answered.',
    data: z.object({ ...suggestion, text: prose, attachments: z.array(attachment) }),
  },
  'suggestion-settled': {
    version: 1,
    describe: 'The suggester said whether the answer settled it; if not, another one is due.',
    data: z.object({ ...suggestion, settled: z.boolean(), reason: prose.optional(), due: dueDate.optional() }),
  },
  'suggestion-overdue': {
    version: 1,
    describe: 'An answer was due and did not come.',
    data: z.object(suggestion),
  },
  'suggestion-taken-up': {
    version: 1,
    describe: 'A suggestion became a topic, which keeps its thread.',
    data: z.object({ ...suggestion, topic: id }),
  },
} as const satisfies ServiceContracts;

export type SuggestionEvent = EventsOf<typeof suggestionEvents>;
