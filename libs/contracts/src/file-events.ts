import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';
import { digestField } from './personal-data.ts';
import { sha256Hex } from './registry.ts';

/**
 * Why a file may be erased, after the Personal Information Protection Law: `request` by the person concerned whose data
 * are no longer needed, or who withdrew consent (art. 47 (1), (3)); `unlawful`: it should never have been shown
 * (art. 47 (4)); `retention`: the time for keeping it is over (arts. 19, 47 (2)), which the clock alone says.
 */
export const erasureGrounds = ['request', 'unlawful', 'retention'] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

export const fileEvents = {
  'file-erased': {
    version: 1,
    describe: 'The bytes of a file were erased for good, wherever they were named; what names them stays.',
    data: z.object({
      sha256: sha256Hex,
      /** Notices, disclosures and objections that named it, as far as was known. */
      documents: z.array(z.string().min(1).max(200)),
      /** Its names, which go with it. */
      names: z.array(digestField('file-name')),
      ground: z.enum(erasureGrounds),
      /** Absent at the end of retention. */
      reason: digestField('free-text').optional(),
    }),
  },
} as const satisfies ServiceContracts;

export type FileEvent = EventsOf<typeof fileEvents>;

/**
 * Years for which a protected original is kept, from the first day of the year after it was last named. 30: vouchers and
 * books, 会计档案管理办法 (财政部 国家档案局令第79号, 2015), art. 14 and annex. 3 for those of notices and objections:
 * a default of this system and not statutory (PIPL art. 19: the shortest that the purpose needs).
 */
export const originalsKeptYears = { accounts: 30, other: 3 } as const;
