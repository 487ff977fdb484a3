import type { Reaction } from '@cunjian/processing';
import { registryEvent } from '../registry-event.ts';

/** An import is one event; this asks for its rows to be written. */
export const writeImports: Reaction = {
  name: 'registry-write-imports',
  events: ['division-list-imported', 'residents-imported'],
  react: (recorded) => {
    const event = registryEvent(recorded);
    switch (event.type) {
      case 'division-list-imported':
        return [{ type: 'write-division-list', data: event.data }];
      case 'residents-imported':
        return [{ type: 'write-residents', data: event.data }];
      default:
        return [];
    }
  },
};
