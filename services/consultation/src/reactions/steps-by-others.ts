import type { ConsultationEvent } from '@cunjian/contracts';
import type { Reaction } from '@cunjian/processing';

/** A counted ballot takes the step that it was called for. */
export const stepByBallot: Reaction = {
  name: 'consultation-step-by-ballot',
  events: ['ballot-counted'],
  react: ({ name, data }) => {
    const event = { type: name, data } as ConsultationEvent;
    return event.type === 'ballot-counted' ? [{ type: 'take-ballot-step', data: { ballot: event.data.ballot } }] : [];
  },
};

/** The decision published is a step of its procedure, and so is its result. */
export const stepByPublication: Reaction = {
  name: 'consultation-step-by-publication',
  events: ['resolution-published', 'resolution-result-published'],
  react: ({ name, data }) => {
    const event = { type: name, data } as ConsultationEvent;
    if (event.type !== 'resolution-published' && event.type !== 'resolution-result-published') return [];
    const step = event.type === 'resolution-published' ? 'decision-published' : 'result-published';
    const { proceeding, on } = event.data;
    return [{ type: 'take-publication-step', data: { proceeding, step, on } }];
  },
};
