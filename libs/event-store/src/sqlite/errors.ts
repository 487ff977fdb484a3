/** SQLite's primary result codes (sqlite.org/rescode.html) that need words of their own. */
const busy = 5;
const locked = 6;
const readOnly = 8;
const inputOutput = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const constraint = 19;
const notADatabase = 26;

const primaryCode = (error: unknown): number | undefined =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;

export const isFull = (error: unknown): boolean => primaryCode(error) === full;
export const isConstraint = (error: unknown): boolean => primaryCode(error) === constraint;
export const isBusy = (error: unknown): boolean => primaryCode(error) === busy || primaryCode(error) === locked;

/** What happened to the file and what to do about it, for whoever runs the system. */
const advice = (code: number | undefined): string | undefined => {
  switch (code) {
    case busy:
    case locked:
      return 'another process keeps it locked: stop the other one (is Cunjian running twice on this folder?)';
    case readOnly:
      return 'it cannot be written: check the owner and mode of the file and of its folder';
    case cannotOpen:
      return 'it cannot be opened: check that its folder exists and may be written';
    case inputOutput:
      return 'reading or writing the disk failed: check the disk, then start again; acknowledged events are safe if the disk is';
    case corrupt:
    case notADatabase:
      return 'it is damaged: stop, keep a copy of the file with its -wal, and restore the last backup';
    default:
      return undefined;
  }
};

/** The error with the file and what to do about it, where it is one of the disk or the file. */
export const explain = (error: unknown, file: string): Error => {
  const reason = error instanceof Error ? error.message : String(error);
  const text = advice(primaryCode(error));
  if (text !== undefined) return new Error(`event store ${file}: ${text} (SQLite: ${reason})`, { cause: error });
  return error instanceof Error ? error : new Error(reason, { cause: error });
};
