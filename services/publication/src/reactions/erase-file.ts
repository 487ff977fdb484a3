import type { FileEvent } from '@cunjian/contracts';
import type { Reaction } from '@cunjian/processing';

/** The event comes first; this makes sure that bytes and names go, also after a crash between the two. */
export const eraseFile: Reaction = {
  name: 'publication-erase-file',
  events: ['file-erased'],
  react: ({ data }) => {
    const { sha256, names } = data as FileEvent['data'];
    return [{ type: 'erase-file', data: { sha256, names } }];
  },
};
