import { refuse, type Refused } from '@cunjian/kernel';
import type { Registry } from '../registry-context.ts';
import type { Acting } from './act.ts';

/** Undefined where the caller uploaded the file: whoever only knows the hash of one gets no preview of it. */
export const fileNotBrought = async (
  { runtime }: Pick<Registry, 'runtime'>,
  { account }: Acting,
  file: string,
): Promise<Refused | undefined> =>
  account !== undefined && (await runtime.blobs.wasPutBy(file, account))
    ? undefined
    : refuse('import.file-missing', { file }, 'file');
