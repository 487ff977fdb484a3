import type { PersonalKindName } from '@cunjian/contracts';
import { recordReads, type Reading } from '@cunjian/service-kit/acting';
import type { Registry } from '../registry-context.ts';
import type { Acting } from './act.ts';

/** All that the register holds of somebody. */
export const kindsOfRegister: readonly PersonalKindName[] = ['name', 'id-number', 'phone', 'birth-date'];

/** As `recordReads`, in the division of the office acted in: a person may be on the registers of several. */
export const recordReadsOfPeople = async (
  registry: Pick<Registry, 'runtime'>,
  { caller }: Pick<Acting, 'caller'>,
  reading: Reading,
  people: readonly string[],
): Promise<void> => {
  const { acting } = caller;
  if (acting === undefined) return;
  const about = people.map((subject) => ({ division: acting.division, subject }));
  await recordReads(registry, caller, reading, about);
};
