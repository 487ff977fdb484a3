import { plain } from '@cunjian/personal-data';
import { z } from 'zod';

/** The personal fields of a residency as an input carries them; `concealInput` makes digests of them. */
export const concealedFields = z.object({
  name: plain('name').optional(),
  idNumber: plain('id-number').optional(),
  phone: plain('phone').optional(),
  birthDate: plain('birth-date').optional(),
});

export type PlainFields = Partial<Record<keyof z.output<typeof concealedFields>, string>>;
