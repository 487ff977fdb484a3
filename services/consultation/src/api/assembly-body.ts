import type { Body } from '@cunjian/access';
import type { AssemblyKind, BodyKind } from '@cunjian/contracts';
import type { Refused } from '@cunjian/kernel';
import type { CallContext } from '@cunjian/service-kit';
import type { Consultation } from '../consultation-context.ts';
import type { AssemblyMember, AssemblyQuestion } from '../registry-port.ts';

/** Bodies of one village. */
const maxBodiesPerVillage = 100;

/** Assemblies whose members stand on the roll of a body of its own. */
const rollOf: Readonly<Partial<Record<AssemblyKind, BodyKind>>> = {
  'party-members': 'party-branch',
  representatives: 'representatives',
  'collective-delegates': 'delegates',
};

/** The body on whose roll an assembly of the village stands; undefined where it has none of that kind. */
export const bodyOfAssembly = async (
  { models }: Pick<Consultation, 'models'>,
  assembly: AssemblyKind,
  { division, body }: { readonly division: string; readonly body: string },
): Promise<string | undefined> => {
  const kind = rollOf[assembly];
  if (kind === undefined) return body;
  const { items } = await models.bodies.find({ where: { division }, limit: maxBodiesPerVillage });
  // The delegates of a village are its collective's: a group's collective has none.
  const asker = items.find(({ key }) => key === body)?.document.kind;
  if (assembly === 'collective-delegates' && asker === 'group-collective') return undefined;
  const exists = ({ document }: { readonly document: Body }) =>
    document.kind === kind && document.dissolvedOn === undefined;
  return items.find(exists)?.key;
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
