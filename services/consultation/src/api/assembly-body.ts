import type { AssemblyKind, BodyKind } from '@cunjian/contracts';
import type { Refused } from '@cunjian/kernel';
import type { CallContext } from '@cunjian/service-kit';
import type { Consultation } from '../consultation-context.ts';
import type { AssemblyMember, AssemblyQuestion } from '../registry-port.ts';
import { bodiesOfVillage } from './look-ups.ts';

/** Assemblies whose members stand on the roll of a body of its own. */
const rollOf: Readonly<Partial<Record<AssemblyKind, BodyKind>>> = {
  'party-members': 'party-branch',
  representatives: 'representatives',
  'collective-delegates': 'delegates',
};

/** The body on whose roll an assembly of the village stands; undefined where it has none of that kind. */
export const bodyOfAssembly = async (
  consultation: Pick<Consultation, 'models'>,
  assembly: AssemblyKind,
  { division, body }: { readonly division: string; readonly body: string },
): Promise<string | undefined> => {
  const needed = rollOf[assembly];
  if (needed === undefined) return body;
  const bodies = await bodiesOfVillage(consultation, division);
  // The delegates of a village are its collective's: a group's collective has none.
  const asker = bodies.find((one) => one.body === body)?.kind;
  if (assembly === 'collective-delegates' && asker === 'group-collective') return undefined;
  return bodies.find(({ kind, dissolvedOn }) => kind === needed && dissolvedOn === undefined)?.body;
};

/** Everybody of an assembly, whose body may be the one that called it. Refuses as the registry does. */
export const membersOfAssembly = async (
  consultation: Consultation,
  call: CallContext,
  question: AssemblyQuestion,
): Promise<readonly AssemblyMember[] | Refused> => {
  const body = await bodyOfAssembly(consultation, question.assembly, question);
  return body === undefined ? [] : consultation.registry.members(call, { ...question, body });
};
