import { disclosureSchemas } from '@cunjian/contracts';
import { plain } from '@cunjian/personal-data';
import type { z } from 'zod';

/** The schemas of contracts with texts in the clear, as people hand them in. */
export const plainSchemas = disclosureSchemas(plain);
export type PlainContent = z.infer<typeof plainSchemas.disclosureContent>;
export type PlainAttachment = z.infer<typeof plainSchemas.attachment>;
