import { z } from 'zod';
import type { EventsOf, ServiceContracts } from './catalogue.ts';
import { divisionCode } from './envelope.ts';
import { bodyKinds, officeKinds } from './offices.ts';
import { digestField } from './personal-data.ts';

/** YYYY-MM-DD in Asia/Shanghai. */
export const civilDate = z.iso.date();
export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().min(1).max(200);

const divisionFields = {
  code: divisionCode,
  name: z.string(),
  level: z.enum(['province', 'city', 'county', 'town', 'village']),
  /** Absent for a province. */
  parent: divisionCode.optional(),
  /** `list`: the id of the import it came with. */
  list: id,
  /** Day from which the list holds. */
  effective: civilDate.optional(),
};

export const registryEvents = {
  'deployment-founded': {
    version: 1,
    describe: 'The deployment got its name, which never changes: origins of all its logs begin with it.',
    data: z.object({ name: z.string(), operatorAccounts: z.array(z.string()).min(1) }),
  },
  'division-list-imported': {
    version: 1,
    describe: 'An official list of divisions was accepted as a whole; a reaction writes its rows.',
    data: z.object({ list: id, source: z.string(), effective: civilDate, sha256: sha256Hex, rows: z.int() }),
  },
  'division-list-completed': {
    version: 1,
    describe: 'All rows of an official list were written.',
    data: z.object({ list: id, refused: z.int() }),
  },
  'division-registered': { version: 1, describe: 'A division entered the list.', data: z.object(divisionFields) },
  'division-renamed': {
    version: 1,
    describe: 'A later list gives the division another name; history keeps the old one.',
    data: z.object({
      code: divisionCode,
      name: z.string(),
      formerly: z.string(),
      list: id,
      effective: civilDate.optional(),
    }),
  },
  'division-abolished': {
    version: 1,
    describe: 'A later list no longer has the division; `successors` took it over where it was merged.',
    data: z.object({ code: divisionCode, successors: z.array(divisionCode), list: id, effective: civilDate }),
  },
  'body-established': {
    version: 2,
    describe: 'A legal body of a village, an agency or a government office, or the roll of an assembly, was entered.',
    /** Version 2 knows kinds that keep a roll and no books. */
    upcasters: { 1: (data) => data },
    data: z.object({
      body: id,
      kind: z.enum(bodyKinds),
      name: z.string(),
      division: divisionCode,
      creditCode: z.string().optional(),
      predecessors: z.array(id),
      /** Natural villages (or neighbourhoods) that each have a notice board. */
      noticeBoards: z.array(z.string()),
      /** False for units that owe no disclosure until someone says so. */
      owesDisclosure: z.boolean(),
      /** Where transactions are many 财务往来较多, finance is disclosed more often (Organic Law art. 30). */
      manyTransactions: z.boolean().optional(),
      from: civilDate,
    }),
  },
  'body-changed': {
    version: 1,
    describe: 'What is recorded of a body was corrected.',
    data: z.object({
      body: id,
      name: z.string().optional(),
      creditCode: z.string().optional(),
      noticeBoards: z.array(z.string()).optional(),
      owesDisclosure: z.boolean().optional(),
      manyTransactions: z.boolean().optional(),
    }),
  },
  'body-dissolved': {
    version: 1,
    describe: 'A body ended; its history stays.',
    data: z.object({ body: id, on: civilDate, successors: z.array(id) }),
  },
  'residents-imported': {
    version: 1,
    describe: 'A file of residents was accepted as a whole; a reaction writes its rows.',
    data: z.object({
      import: id,
      division: divisionCode,
      sha256: sha256Hex,
      rows: z.int(),
      /** Day from which new residents belong to their village. */
      from: civilDate.optional(),
      /** Rows of the file that the preview doubted and the registrar confirmed. */
      confirmedRows: z.array(z.int()).optional(),
    }),
  },
  'residents-import-completed': {
    version: 1,
    describe: 'All rows of a file of residents were written.',
    data: z.object({ import: id, refused: z.int() }),
  },
  'residency-recorded': {
    version: 1,
    describe: 'A person belongs to a village, by household registration 户籍 or by residence 常驻.',
    data: z.object({
      person: id,
      division: divisionCode,
      kind: z.enum(['registered', 'resident']),
      household: id,
      /** Number of the villagers' group 村民小组. */
      group: z.string().optional(),
      name: digestField('name'),
      idNumber: digestField('id-number').optional(),
      phone: digestField('phone').optional(),
      birthDate: digestField('birth-date').optional(),
      from: civilDate,
      /** The import it came with. */
      import: id.optional(),
    }),
  },
  'residency-corrected': {
    version: 1,
    describe: 'What is recorded of a resident was corrected; only the fields given change.',
    data: z.object({
      person: id,
      division: divisionCode,
      kind: z.enum(['registered', 'resident']).optional(),
      household: id.optional(),
      /** The household left, where `household` is another one. */
      formerHousehold: id.optional(),
      group: z.string().optional(),
      name: digestField('name').optional(),
      idNumber: digestField('id-number').optional(),
      phone: digestField('phone').optional(),
      birthDate: digestField('birth-date').optional(),
      import: id.optional(),
    }),
  },
  'residency-ended': {
    version: 1,
    describe: 'A person no longer belongs to the village.',
    data: z.object({
      person: id,
      division: divisionCode,
      household: id.optional(),
      on: civilDate,
      reason: z.enum(['moved', 'died', 'mistake']),
    }),
  },
  'kinship-recorded': {
    version: 1,
    describe: 'Two persons of a village are near relatives, or are not although they share a household.',
    data: z.object({ division: divisionCode, persons: z.tuple([id, id]), near: z.boolean() }),
  },
  'member-admitted': {
    version: 1,
    describe: 'A person entered the membership roll of a body.',
    data: z.object({ body: id, person: id, from: civilDate }),
  },
  'member-removed': {
    version: 1,
    describe: 'A person left the membership roll of a body.',
    data: z.object({ body: id, person: id, on: civilDate }),
  },
  'office-given': {
    version: 1,
    describe: 'A person took an office of a body for a term.',
    data: z.object({
      office: id,
      kind: z.enum(officeKinds),
      body: id,
      /** The division in and below which the office acts. */
      division: divisionCode,
      person: id,
      /** Name under which the holder is made public (组织公开); holders need not be residents of the village. */
      name: digestField('name').optional(),
      from: civilDate,
      /** Last day of the term. */
      to: civilDate,
      /** The rules whose incompatibilities were checked. */
      rules: z.array(z.object({ rule: id, version: z.int() })),
    }),
  },
  'office-ended': {
    version: 1,
    describe: 'An office was left before or at the end of its term.',
    data: z.object({
      office: id,
      body: id,
      on: civilDate,
      reason: z.enum(['term', 'resignation', 'recall', 'death', 'other']),
    }),
  },
  'agency-contract-signed': {
    version: 1,
    describe: "The township's agency keeps the books of a body (村账乡代管).",
    data: z.object({ contract: id, agency: id, body: id, bodyDivision: divisionCode, from: civilDate, to: civilDate }),
  },
  'agency-contract-ended': {
    version: 1,
    describe: 'The agency no longer keeps the books of the body.',
    data: z.object({ contract: id, agency: id, body: id, on: civilDate }),
  },
  'activation-slip-prepared': {
    version: 1,
    describe: 'A first officer prepared a slip for a person and holds the first half of its code.',
    data: z.object({ slip: id, person: id, division: divisionCode, officer: id }),
  },
  'activation-slip-issued': {
    version: 1,
    describe:
      'A second officer countersigned the slip and holds the second half of its code; only the keyed hash of the whole code is kept.',
    data: z.object({
      slip: id,
      person: id,
      codeHash: sha256Hex,
      officers: z.tuple([id, id]),
      expires: z.iso.datetime(),
    }),
  },
  'activation-slip-used': {
    version: 1,
    describe: 'The slip was used up by the account that gave its code.',
    data: z.object({ slip: id, person: id, account: id, officers: z.tuple([id, id]) }),
  },
  'activation-slip-tried': {
    version: 1,
    describe: 'An account gave a wrong code for a slip.',
    data: z.object({ slip: id, person: id, account: id, tries: z.int().min(1) }),
  },
  'activation-slip-voided': {
    version: 1,
    describe: 'After too many wrong codes the slip binds no account any more; its two officers are told.',
    data: z.object({ slip: id, person: id, officers: z.tuple([id, id]), tries: z.int().min(1) }),
  },
  'activation-slip-revoked': {
    version: 1,
    describe: 'An officer revoked a slip before it was used.',
    data: z.object({ slip: id, person: id, officer: id }),
  },
  'account-bound': {
    version: 1,
    describe: 'An account was bound to a person of the registry.',
    data: z.object({
      account: id,
      person: id,
      method: z.enum(['activation-slip', 'real-name-issuer', 'founding']),
      officers: z.array(id),
    }),
  },
  'account-unbound': {
    version: 1,
    describe: 'A binding was revoked, by the person or by an officer.',
    data: z.object({ account: id, person: id, by: z.enum(['person', 'officer']) }),
  },
  'value-erased': {
    version: 1,
    describe: 'Erasable values were deleted from the vault on request or at the end of their retention.',
    data: z.object({ digests: z.array(z.string()), reason: z.enum(['request', 'retention', 'mistake']) }),
  },
  'value-restricted': {
    version: 1,
    describe: 'Erasable values are kept for a duty and shown to nobody, on request; or are shown again.',
    data: z.object({ digests: z.array(z.string()), restricted: z.boolean() }),
  },
} as const satisfies ServiceContracts;

export type RegistryEvent = EventsOf<typeof registryEvents>;
