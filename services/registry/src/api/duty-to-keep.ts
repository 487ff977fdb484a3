import type { PersonalField } from '../erasure/digests-to-erase.ts';
import type { ResidentDocument } from '../projections/residents.ts';

/** While somebody belongs to a village, the register needs to know who it is (村民委员会组织法, rolls of villagers). */
const neededWhileBelonging: readonly PersonalField[] = ['name', 'idNumber'];

/** Whether a duty keeps the field from being erased or hidden. */
export const mustStay = ({ status }: ResidentDocument, field: PersonalField): boolean =>
  status === 'belongs' && neededWhileBelonging.includes(field);
