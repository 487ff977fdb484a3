import type { EventsOf } from './catalogue.ts';
import { ballotEvents, entitlementEvents } from './consultation/ballot-events.ts';
import { proceedingEvents, resolutionEvents } from './consultation/proceeding-events.ts';
import { suggestionEvents } from './consultation/suggestion-events.ts';
import { topicEvents } from './consultation/topic-events.ts';

export const consultationEvents = {
  ...topicEvents,
  ...proceedingEvents,
  ...resolutionEvents,
  ...ballotEvents,
  ...entitlementEvents,
  ...suggestionEvents,
};
export type ConsultationEvent = EventsOf<typeof consultationEvents>;
