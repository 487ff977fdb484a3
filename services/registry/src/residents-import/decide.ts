import { refuse, unreachable, type Decider, type Refused } from '@cunjian/kernel';
import type { RegistryEventOf } from '../registry-event.ts';
import { evolve, initialState, type ResidentsImport, type ResidentsImportEvent } from './residents-import.ts';

export type ResidentsImportCommand =
  | {
      readonly kind: 'accept';
      readonly file: RegistryEventOf<'residents-imported'>['data'];
      /** Rows that the preview doubts; all of them must be among `file.confirmedRows`. */
      readonly doubtfulRows: readonly number[];
    }
  | { readonly kind: 'complete'; readonly result: RegistryEventOf<'residents-import-completed'>['data'] };

/** A refusal lists no more rows than a person reads. */
const maxRowsNamed = 20;

export const decide = (
  command: ResidentsImportCommand,
  state: ResidentsImport,
): readonly ResidentsImportEvent[] | Refused => {
  switch (command.kind) {
    case 'accept': {
      if (state.status !== 'unknown') return [];
      const { file, doubtfulRows } = command;
      const open = doubtfulRows.filter((row) => !file.confirmedRows?.includes(row));
      if (open.length > 0)
        return refuse(
          'residents.rows-to-be-checked',
          { count: open.length, rows: open.slice(0, maxRowsNamed).join(', ') },
          'confirmedRows',
        );
      return [{ type: 'residents-imported', data: file }];
    }
    case 'complete':
      if (state.status === 'unknown') return refuse('residents.unknown-import', { import: command.result.import });
      return state.status === 'completed' ? [] : [{ type: 'residents-import-completed', data: command.result }];
    default:
      return unreachable(command);
  }
};

export const residentsImportDecider: Decider<ResidentsImportCommand, ResidentsImport, ResidentsImportEvent> = {
  initialState,
  decide,
  evolve,
};
