import { writeInOption } from '@cunjian/ballots';
import type { Digest, Outcome } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import type { Ballot, BallotTerms } from '../ballot/ballot.ts';
import type { Consultation } from '../consultation-context.ts';
import type { CallInput } from './ballot-inputs.ts';
import { ballotIn } from './ballot-look-ups.ts';
import { ballotInTurn } from './ballots-in-turn.ts';

type Election<Of extends { readonly kind: string }> = Extract<Of, { kind: 'election' }>;
type Counted = Extract<Ballot, { status: 'counted' }>;

/** Valid, and with seats left. */
const leavesSeats: readonly Outcome[] = ['seats-vacant', 'tie'];

/** Names of those who were not elected and whom no person stands for: written in 另选他人, or nominated so. */
const unelectedNames = async (
  { runtime }: Consultation,
  { protocols, counted }: Counted,
  asked: Election<BallotTerms['question']>,
): Promise<ReadonlySet<string>> => {
  const chosen = new Set(counted.arithmetic.chosen);
  const written = Object.values(protocols).flatMap(({ agreed }) => agreed?.writeIns ?? []);
  const digests: readonly Digest[] = [
    ...written.filter(({ name }) => !chosen.has(writeInOption(name))),
    ...asked.candidates.filter(({ person, option }) => person === undefined && !chosen.has(option)),
  ].map(({ name }) => name);
  const records = [...(await runtime.vault.get(digests)).values()];
  return new Set(records.flatMap((record) => (record.state === 'kept' ? [String(record.value)] : [])));
};

/**
 * 另行选举: after an election of the same body that left seats vacant, for these, among those it did not elect. Refuses
 * `question.no-run-off`, `question.other-seats`, `question.other-candidates`.
 */
export const checkRunOff = async (
  consultation: Consultation,
  { body, assembly, group }: Pick<CallInput, 'body' | 'assembly' | 'group'>,
  question: Election<CallInput['question']>,
  runOffOf: string,
): Promise<Refused | undefined> => {
  const before = (await ballotIn(consultation, runOffOf))?.state;
  const none = refuse('question.no-run-off', {}, 'question.runOffOf');
  if (before?.status !== 'counted') return none;
  const { opened, counted } = before;
  const { question: asked, rule } = opened;
  const { outcome, chosen } = counted.arithmetic;
  if (asked.kind !== 'election' || !leavesSeats.includes(outcome)) return none;
  if (opened.body !== body || rule.assembly !== assembly || opened.group !== group) return none;
  const vacant = asked.seats - chosen.length;
  if (question.seats !== vacant) return refuse('question.other-seats', { vacant }, 'question.seats');
  const stood = new Map(asked.candidates.map(({ person, option }) => [person, !chosen.includes(option)]));
  const names = await unelectedNames(consultation, before, asked);
  const stranger = question.candidates.findIndex(
    ({ person, name }) => !((person === undefined ? undefined : stood.get(person)) ?? names.has(name)),
  );
  return stranger === -1 ? undefined : refuse('question.other-candidates', {}, `question.candidates[${stranger}]`);
};

/** After such an outcome a run-off settled nothing, and may be called again. */
const settlesNothing: readonly Outcome[] = ['void', 'no-quorum'];

/** The ballot that a call of a run-off names. Seats that it leaves vacant are for a run-off of that one. */
export const runOffBallot = (consultation: Consultation, runOffOf: string, commandId: string): Promise<string> =>
  ballotInTurn(
    consultation,
    { turn: 'run-off', of: runOffOf, commandId },
    (state) =>
      state.status === 'cancelled' ||
      (state.status === 'counted' && settlesNothing.includes(state.counted.arithmetic.outcome)),
  );
