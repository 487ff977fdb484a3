import { instantOf } from '@cunjian/service-kit/acting';
import type { Caller } from '@cunjian/access';
import type { PersonalKindName } from '@cunjian/contracts';
import type { ObjectionDocument } from '../projections/objections.ts';
import { type Publication } from '../publication-context.ts';
import { isOwn } from './actions.ts';

/**
 * What officials read of others' objections is logged and shown to the person, before they see it; what she reads
 * herself is not. Also where her name is withheld from them: that somebody read it she may know.
 */
export const recordReads = async (
  publication: Pick<Publication, 'runtime'>,
  { acting, person, ...caller }: Caller,
  objections: readonly ObjectionDocument[],
  kinds: readonly PersonalKindName[],
): Promise<void> => {
  if (acting === undefined || person === undefined) return;
  const others = objections.filter((objection) => !isOwn({ ...caller, person }, objection));
  for (const [division, read] of Map.groupBy(others, (objection) => objection.division)) {
    const subjects = [...new Set(read.flatMap(({ objector }) => objector ?? []))];
    if (subjects.length === 0) continue;
    await publication.runtime.readRecord.record({
      reader: person,
      office: acting.office,
      division,
      action: 'read',
      purpose: 'objection.read',
      at: instantOf(publication),
      subjects: subjects.map((subject) => ({ subject, kinds })),
    });
  }
};
