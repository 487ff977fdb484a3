import type { Caller } from '@cunjian/access';
import type { PersonalKindName } from '@cunjian/contracts';
import type { ServiceRuntime } from '../runtime.ts';
import { instantOf } from './context.ts';

/** Something that is about a person, and the division in which it is. */
export interface AboutPerson {
  readonly division: string;
  readonly subject: string;
}

/** What for, and which of their data. */
export interface Reading {
  readonly purpose: string;
  readonly kinds: readonly PersonalKindName[];
}

/**
 * What officials read of others' personal data is recorded, and shown to these people; ask for it before you show
 * anything. What villagers read, and what somebody reads of herself, is not recorded (DOMAIN.md, personal data).
 */
export const recordReads = async (
  service: { readonly runtime: Pick<ServiceRuntime, 'clock' | 'readRecord'> },
  { acting, person }: Pick<Caller, 'acting' | 'person'>,
  { purpose, kinds }: Reading,
  read: readonly AboutPerson[],
): Promise<void> => {
  if (acting === undefined || person === undefined) return;
  const others = read.filter(({ subject }) => subject !== person);
  for (const [division, about] of Map.groupBy(others, (one) => one.division)) {
    const subjects = [...new Set(about.map(({ subject }) => subject))];
    await service.runtime.readRecord.record({
      ...{ reader: person, office: acting.office, division, action: 'read', purpose, at: instantOf(service) },
      subjects: subjects.map((subject) => ({ subject, kinds })),
    });
  }
};
