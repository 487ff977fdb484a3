import type { Reaction } from '@cunjian/processing';
import { objectionWindow } from './reactions/objection-window.ts';
import { opinionDeadline } from './reactions/opinion-deadline.ts';
import { replyDeadline } from './reactions/reply-deadline.ts';

/** Deadlines that this service's events set. */
export const publicationReactions: readonly Reaction[] = [opinionDeadline, objectionWindow, replyDeadline];
