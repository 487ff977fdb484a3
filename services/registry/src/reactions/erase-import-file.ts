import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

/**
 * A file of residents holds what the vault holds, for a whole village: once its rows are written it is erased, or an
 * erasure of the values would leave them in it.
 */
export const eraseImportFile: Reaction = {
  name: 'registry-erase-import-file',
  events: ['residents-import-completed'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    return event.type === 'residents-import-completed'
      ? [{ type: 'erase-import-file', data: { import: event.data.import } }]
      : [];
  },
};
