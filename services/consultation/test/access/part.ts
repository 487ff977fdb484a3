import type { Entry } from '@cunjian/service-kit/access-matrix';
import type { Harness } from '../harness.ts';

/** What the procedures of one part of the service are called with, about things that are there. */
export type PartOfMatrix = (
  harness: Harness,
  /** In whose names it calls: what files entries name must have been brought by them. */
  accounts: readonly string[],
) => Promise<Readonly<Record<string, Entry | readonly Entry[]>>>;
