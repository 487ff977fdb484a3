import type { FileEvent } from '@cunjian/contracts';
import { refuse, type Decider } from '@cunjian/kernel';

export type EraseFile = FileEvent['data'];

/** What was erased, and when it is erased already: bytes go once. */
type Erased = EraseFile | undefined;

/** One stream a file, for the whole deployment: the same bytes are the same file wherever they are named. */
export const erasedFileStream = (sha256: string): string => `erased-file-${sha256}`;

/** Whether the file may go is decided before, by who asks and by the duty to keep it. */
export const fileErasureDecider: Decider<EraseFile, Erased, FileEvent> = {
  initialState: undefined,
  decide: (command, erased) =>
    erased === undefined ? [{ type: 'file-erased', data: command }] : refuse('file.erased-already'),
  evolve: (_, { data }) => data,
};
