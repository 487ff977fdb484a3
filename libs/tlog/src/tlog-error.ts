/** Every reason for which this library throws; each is explained in README.md. Stable: scripts of auditors read them. */
export type TlogErrorCode =
  | 'base64.malformed'
  | 'bundle.malformed'
  | 'bundle.missing'
  | 'checkpoint.malformed'
  | 'checkpoint.origin'
  | 'entry.malformed'
  | 'entry.mismatch'
  | 'entry.too-large'
  | 'index.out-of-range'
  | 'key.duplicate'
  | 'key.id'
  | 'key.malformed'
  | 'key.name'
  | 'key.unknown-algorithm'
  | 'note.bad-signature'
  | 'note.malformed'
  | 'note.no-known-signature'
  | 'note.too-large'
  | 'opening.mismatch'
  | 'policy.malformed'
  | 'proof.length'
  | 'proof.malformed'
  | 'proof.mismatch'
  | 'receipt.malformed'
  | 'root.mismatch'
  | 'rotation.malformed'
  | 'rotation.replaced'
  | 'size.out-of-range'
  | 'state.malformed'
  | 'tile.length'
  | 'tile.mismatch'
  | 'tile.missing'
  | 'tile.path'
  | 'witness.malformed';

/**
 * What is wrong with input from outside, and where. Told from other errors by `isTlogError`, told apart by `code`.
 * `where` names the place as an auditor knows it: `entry 1234`, `tile/0/004`, `checkpoint`.
 */
export class TlogError extends Error {
  override readonly name = 'TlogError';
  readonly code: TlogErrorCode;
  readonly where: string | undefined;

  constructor(code: TlogErrorCode, message: string, where?: string) {
    super(where === undefined ? message : `${where}: ${message}`);
    this.code = code;
    this.where = where;
  }
}

/** With `code`, whether it is this very one. */
export const isTlogError = (error: unknown, code?: TlogErrorCode): error is TlogError =>
  error instanceof TlogError && (code === undefined || error.code === code);
