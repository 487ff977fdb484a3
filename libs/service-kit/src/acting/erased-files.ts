import type { Digest, ErasureGround, FileEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

/** What is said in place of a file. */
export interface ErasedFileDocument {
  readonly sha256: string;
  readonly at: string;
  readonly ground: ErasureGround;
  readonly reason?: Digest | undefined;
  /** Absent where the clock erased it. */
  readonly office?: string | undefined;
  /** What named it: who may read one of them may know why it is gone. */
  readonly documents: readonly string[];
}

/** Key: the SHA-256. */
export const erasedFiles: Projection<ErasedFileDocument> = {
  name: 'erased-files',
  version: 1,
  events: ['file-erased'],
  indexes: [],
  keys: ({ data }) => [(data as FileEvent['data']).sha256],
  evolve: (_, { data, time, office }) => {
    const { sha256, ground, reason, documents } = data as FileEvent['data'];
    return { sha256, at: time, ground, reason, office, documents };
  },
};
