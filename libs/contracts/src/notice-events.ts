import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';
import { attachment } from './disclosure-content.ts';
import { divisionCode } from './envelope.ts';
import { digestField } from './personal-data.ts';

const id = z.string().min(1).max(200);

export const noticeColumns = ['notices'] as const;
const noticeText = {
  title: digestField('free-text'),
  text: digestField('free-text'),
  attachments: z.array(attachment),
};
const noticeOf = { notice: id, division: divisionCode, body: id, column: z.enum(noticeColumns) };
const version = z.int().min(1);

export const noticeEvents = {
  'notice-drafted': {
    version: 1,
    describe: 'A notice was written; nobody but its office sees it yet.',
    data: z.object({ ...noticeOf, ...noticeText }),
  },
  'notice-revised': { version: 1, describe: 'A draft was changed.', data: z.object({ notice: id, ...noticeText }) },
  'notice-published': {
    version: 1,
    describe: 'A notice went out. The event holds all of it: drafts are read by few, this by everyone.',
    data: z.object({ ...noticeOf, version, ...noticeText }),
  },
  'notice-corrected': {
    version: 1,
    describe: 'A published notice got a new version; the earlier one stays visible.',
    data: z.object({ ...noticeOf, version, reason: digestField('free-text'), ...noticeText }),
  },
  'notice-withdrawn': {
    version: 1,
    describe: 'A published notice no longer holds; it stays visible with the reason.',
    data: z.object({ notice: id, reason: digestField('free-text') }),
  },
} as const satisfies ServiceContracts;

export type NoticeEvent = EventsOf<typeof noticeEvents>;
