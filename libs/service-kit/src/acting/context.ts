import type { RecordedEvent } from '@cunjian/contracts';
import type { CollectionReader } from '@cunjian/read-model';
import { dateInShanghai } from '@cunjian/statutes';
import type { ServiceRuntime } from '../runtime.ts';
import type { ErasedFileDocument } from './erased-files.ts';

/** What of a service the commands of people work with. */
export interface ActingService {
  readonly runtime: ServiceRuntime;
  readonly models: { readonly erasedFiles: CollectionReader<ErasedFileDocument> };
}

interface Clocked {
  readonly runtime: Pick<ServiceRuntime, 'clock'>;
}

/** YYYY-MM-DD in Asia/Shanghai. */
export const todayOf = ({ runtime }: Clocked): string => dateInShanghai(runtime.clock.now());

/** RFC 3339, UTC, milliseconds: comparable as text with the time of events. */
export const instantOf = ({ runtime }: Clocked): string => new Date(runtime.clock.now()).toISOString();

/** A stream as it is in the store now: what a command is authorised by, and never late as a read model may be. */
export const loadStream = async (
  { runtime }: Pick<ActingService, 'runtime'>,
  stream: string,
): Promise<RecordedEvent[]> =>
  (await runtime.store.readStream(stream)).map((stored) => runtime.catalogue.decode(stored));
