import { disclosureSchemas } from '@cunjian/contracts';
import { plain } from '@cunjian/personal-data';
import type { z } from 'zod';

/** The schema of an attachment in events, with its name in the clear. */
export const plainAttachment = disclosureSchemas(plain).attachment;
export type PlainAttachment = z.infer<typeof plainAttachment>;
