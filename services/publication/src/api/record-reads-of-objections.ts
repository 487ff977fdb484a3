import type { Caller } from '@cunjian/access';
import type { PersonalKindName } from '@cunjian/contracts';
import { recordReads } from '@cunjian/service-kit/acting';
import type { ObjectionDocument } from '../projections/objections.ts';
import { type Publication } from '../publication-context.ts';
import { isOwn } from './actions.ts';

/** Also where her name is withheld from who reads: that somebody read it she may know. */
export const recordReadsOfObjections = async (
  publication: Pick<Publication, 'runtime'>,
  caller: Caller,
  objections: readonly ObjectionDocument[],
  kinds: readonly PersonalKindName[],
): Promise<void> => {
  const others = objections.filter((objection) => !isOwn(caller, objection));
  const about = others.flatMap(({ division, objector }) =>
    objector === undefined ? [] : [{ division, subject: objector }],
  );
  await recordReads(publication, caller, { purpose: 'objection.read', kinds }, about);
};
