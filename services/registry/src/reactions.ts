import type { Reaction } from '@cunjian/processing';
import { endWithBody } from './reactions/end-with-body.ts';
import { eraseEnded } from './reactions/erase-ended.ts';
import { eraseImportFile } from './reactions/erase-import-file.ts';
import { eraseValues } from './reactions/erase-values.ts';
import { finishBinding } from './reactions/finish-binding.ts';
import { keepCommittees } from './reactions/keep-committees.ts';
import { seatOperator } from './reactions/seat-operator.ts';
import { writeImports } from './reactions/write-imports.ts';

/** Run in the background thread; their commands come back to `createDispatch`. */
export const reactions: readonly Reaction[] = [
  seatOperator,
  writeImports,
  keepCommittees,
  endWithBody,
  finishBinding,
  eraseEnded,
  eraseValues,
  eraseImportFile,
];
