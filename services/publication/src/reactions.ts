import { eraseValuesIn } from '@cunjian/service-kit/acting';
import type { Reaction } from '@cunjian/processing';
import { eraseFile } from './reactions/erase-file.ts';
import { objectionWindow } from './reactions/objection-window.ts';
import { opinionDeadline } from './reactions/opinion-deadline.ts';
import { replyDeadline } from './reactions/reply-deadline.ts';

/** Deadlines that this service's events set, and erasures. Run in the background thread; see `createDispatch`. */
export const publicationReactions: readonly Reaction[] = [
  opinionDeadline,
  objectionWindow,
  replyDeadline,
  eraseValuesIn('publication'),
  eraseFile,
];
