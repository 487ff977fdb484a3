import type { FileEvent } from '@cunjian/contracts';
import type { Reaction } from '@cunjian/processing';

/** Publication erases the bytes of a file; the names that this service's events gave it lie in the vault of this one. */
export const eraseFileNames: Reaction = {
  name: 'consultation-erase-file',
  events: ['file-erased'],
  react: ({ data }) => [{ type: 'erase-values', data: { digests: (data as FileEvent['data']).names } }],
};
