import { unreachable } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';

export type ResidentsImportEvent = RegistryEventOf<'residents-imported' | 'residents-import-completed'>;

/** The stream `residents-import-<id>`: one file of residents, accepted as a whole. */
export type ResidentsImport = { readonly status: 'unknown' | 'being-written' | 'completed' };

export const initialState: ResidentsImport = { status: 'unknown' };

export const evolve = (_state: ResidentsImport, event: ResidentsImportEvent): ResidentsImport => {
  switch (event.type) {
    case 'residents-imported':
      return { status: 'being-written' };
    case 'residents-import-completed':
      return { status: 'completed' };
    default:
      return unreachable(event);
  }
};
