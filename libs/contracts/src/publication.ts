import type { EventsOf } from './catalogue.ts';
import { disclosureEvents } from './disclosure-events.ts';
import { fileEvents } from './file-events.ts';
import { noticeEvents } from './notice-events.ts';
import { objectionEvents } from './objection-events.ts';

export const publicationEvents = { ...noticeEvents, ...disclosureEvents, ...objectionEvents, ...fileEvents };
export type PublicationEvent = EventsOf<typeof publicationEvents>;
