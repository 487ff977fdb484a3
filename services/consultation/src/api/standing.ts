import type { AssemblyKind, DemandOf, DemandRule } from '@cunjian/contracts';
import { isRefused, type Refused } from '@cunjian/kernel';
import type { CallContext } from '@cunjian/service-kit';
import { instantOf } from '@cunjian/service-kit/acting';
import type { Consultation } from '../consultation-context.ts';
import type { Standing } from '../topic/decide.ts';
import type { TopicSubject } from '../topic/topic.ts';
import { bodyOfAssembly } from './assembly-body.ts';

const assemblyOf: Readonly<Record<DemandOf, AssemblyKind>> = {
  adults: 'villagers',
  representatives: 'representatives',
  'collective-members': 'collective-members',
};

/** Towards which thresholds the caller counts today, and how many people each is a share of. Refuses as the registry does. */
export const standingOf = async (
  consultation: Consultation,
  call: CallContext,
  person: string,
  { demand, ...subject }: Pick<TopicSubject, 'division' | 'body'> & { readonly demand?: DemandRule | undefined },
): Promise<Standing | Refused> => {
  const countsAs: DemandOf[] = [];
  const members: { of: DemandOf; count: number }[] = [];
  for (const { of } of demand?.thresholds ?? []) {
    const assembly = assemblyOf[of];
    const body = await bodyOfAssembly(consultation, assembly, subject);
    if (body === undefined) continue;
    const question = { assembly, division: subject.division, body, asOf: instantOf(consultation) };
    const found = await consultation.registry.standing(call, question);
    if (isRefused(found)) return found;
    members.push({ of, count: found.members });
    if (found.belongs) countsAs.push(of);
  }
  return { person, countsAs, members };
};
