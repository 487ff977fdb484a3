import type { Actor } from '@cunjian/access';
import { refuse, refuseAll, type Refused } from '@cunjian/kernel';
import type { Consultation } from '../consultation-context.ts';
import type { CallInput } from './ballot-inputs.ts';

interface OfBody {
  readonly division: string;
  readonly body: string;
}

const belongs = (actor: Actor | undefined, { division, body }: OfBody): boolean =>
  actor !== undefined &&
  (actor.residencies.some((one) => one.division === division && one.until === undefined) ||
    actor.memberships.some((one) => one.body === body && one.until === undefined));

/**
 * Who stands for election is somebody of the register, once: a name alone is nobody's relative, and nobody whose proxies
 * and protocols could be refused. Names written in stand for themselves, in the run-off too. Refuses
 * `question.candidate-unknown`, `question.candidate-twice`.
 */
export const checkCandidates = async (
  { models }: Pick<Consultation, 'models'>,
  question: CallInput['question'],
  of: OfBody,
): Promise<Refused | undefined> => {
  if (question.kind !== 'election') return undefined;
  const { candidates, runOffOf } = question;
  const people = candidates.flatMap(({ person }) => person ?? []);
  const known = await models.actors.get(people);
  return refuseAll(
    candidates.flatMap(({ person }, at) => {
      const field = `question.candidates[${at}]`;
      if (person === undefined)
        return runOffOf === undefined ? refuse('question.candidate-unknown', {}, field).refused : [];
      if (!belongs(known.get(person), of)) return refuse('question.candidate-unknown', {}, field).refused;
      const isFirst = candidates.findIndex((one) => one.person === person) === at;
      return isFirst ? [] : refuse('question.candidate-twice', {}, field).refused;
    }),
  );
};
