import { isAway } from '@cunjian/kernel';

interface SystemError {
  readonly code?: unknown;
  readonly syscall?: unknown;
  readonly errcode?: unknown;
}
/** What the start was to use. */
export interface Wanted {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
}

/** Result codes of SQLite (sqlite.org/rescode.html). */
const sqlite = { perm: 3, readOnly: 8, full: 13, cannotOpen: 14 };
const notWritable = ({ dataDir }: Wanted): string =>
  `the data folder ${dataDir} can't be written. Give the account that runs Cunjian the right to write in it, or name another folder in CUNJIAN_DATA.`;
const full = ({ dataDir }: Wanted): string =>
  `there is no space left for the data folder ${dataDir}. Make room on its disk, or move the folder and name the new place in CUNJIAN_DATA.`;
const noFolder = ({ dataDir }: Wanted): string =>
  `${dataDir} is, or lies in, something that is no folder. Name a folder in CUNJIAN_DATA.`;

const explanations: Readonly<Record<string, (wanted: Wanted) => string>> = {
  EADDRINUSE: ({ host, port }) =>
    `port ${port} of ${host} is in use. Stop what listens there (another Cunjian?), or set a free port in CUNJIAN_PORT.`,
  EADDRNOTAVAIL: ({ host }) => `this machine has no address ${host}. Set one of its own in CUNJIAN_HOST.`,
  ENOTFOUND: ({ host }) => `this machine has no address ${host}. Set one of its own in CUNJIAN_HOST.`,
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  ENOSPC: full,
  EEXIST: noFolder,
  ENOTDIR: noFolder,
};
const sqliteExplanations: Readonly<Record<number, (wanted: Wanted) => string>> = {
  [sqlite.perm]: notWritable,
  [sqlite.readOnly]: notWritable,
  [sqlite.cannotOpen]: notWritable,
  [sqlite.full]: full,
};

/** What an operator can do about a server that is away, about an error of the operating system or of SQLite; undefined for a bug of ours. */
export const explainStartFailure = (error: unknown, wanted: Wanted): string | undefined => {
  if (typeof error !== 'object' || error === null) return undefined;
  if (isAway(error)) return error.message;
  const { code, syscall, errcode } = error as SystemError;
  if (code === 'ERR_SQLITE_ERROR') return sqliteExplanations[Number(errcode) & 0xff]?.(wanted);
  if (code === 'EACCES' && syscall === 'listen')
    return `port ${wanted.port} is not for this account: ports below 1024 are the system's. Set a higher one in CUNJIAN_PORT.`;
  return typeof code === 'string' ? explanations[code]?.(wanted) : undefined;
};
