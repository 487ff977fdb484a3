import type { ProtocolEntry, Question } from '@cunjian/contracts';
import { refuse, refuseAll, type Refusal, type Refused } from '@cunjian/kernel';
import { mostChosen, optionsOf } from './choice.ts';
import type { Count, OptionVotes } from './count.ts';

/** How a write-in is named in a count: by the digest of the name. */
export const writeInOption = (name: string): string => `write-in-${name}`;

/** Names as digests, or in the clear where two entries are compared before they are stored. */
export interface NamedEntry extends Omit<ProtocolEntry, 'writeIns'> {
  readonly writeIns: readonly { readonly name: string; readonly woman: boolean; readonly votes: number }[];
}

const votesOf = ({ votes, writeIns }: NamedEntry): OptionVotes[] => [
  ...votes,
  ...writeIns.map(({ name, votes }) => ({ option: writeInOption(name), votes })),
];

/** A protocol as a count, to be added to those of other channels. */
export const countOfProtocol = (question: Question, entry: ProtocolEntry): Count => {
  const given = new Map(votesOf(entry).map(({ option, votes }) => [option, votes]));
  const asked = optionsOf(question).map((option) => ({ option, votes: given.get(option) ?? 0 }));
  const writeIns = entry.writeIns.map(({ name, votes }) => ({ option: writeInOption(name), votes }));
  const { valid, invalid, abstained } = entry;
  return { cast: valid + invalid, valid, invalid, abstained, votes: [...asked, ...writeIns] };
};

const finding = (
  field: 'returned' | 'abstained' | 'votes' | 'votes-of-option',
  value: number,
  expected: number,
  path: string = field,
): Refusal => ({
  code: 'protocol.does-not-add-up',
  params: { field, value, expected },
  field: `entry.${path}`,
});

/**
 * Whether the numbers of a protocol can be true together: what came back is valid or invalid, and the votes are as many
 * as that many ballots can hold. More returned than issued is no error of the protocol; it voids the count.
 * Refuses `protocol.does-not-add-up`, `protocol.unknown-option`, `protocol.option-twice`, `protocol.no-write-ins`.
 */
export const checkProtocol = (question: Question, entry: ProtocolEntry): Refused | undefined => {
  const known = new Set(optionsOf(question));
  const { returned, valid, invalid, abstained, writeIns } = entry;
  const findings: Refusal[] = [];
  const seen = new Set<string>();
  for (const [at, { option }] of entry.votes.entries()) {
    const field = `entry.votes[${at}].option`;
    if (!known.has(option)) findings.push(...refuse('protocol.unknown-option', { value: option }, field).refused);
    if (seen.has(option)) findings.push(...refuse('protocol.option-twice', { value: option }, field).refused);
    seen.add(option);
  }
  if (writeIns.length > 0 && !(question.kind === 'election' && question.writeIns))
    findings.push(...refuse('protocol.no-write-ins', {}, 'entry.writeIns').refused);
  if (valid + invalid !== returned) findings.push(finding('returned', returned, valid + invalid));
  const voting = valid - abstained;
  if (voting < 0) findings.push(finding('abstained', abstained, valid));
  else findings.push(...sums(question, votesOf(entry), voting));
  return refuseAll(findings);
};

/** Each ballot that does not abstain names an option at least, and none twice. */
const sums = (question: Question, votes: readonly OptionVotes[], voting: number): readonly Refusal[] => {
  const total = votes.reduce((sum, one) => sum + one.votes, 0);
  const most = voting * mostChosen(question);
  const findings = votes
    .filter((one) => one.votes > voting)
    .map((one) => finding('votes-of-option', one.votes, voting, `votes.${one.option}`));
  if (total < voting) findings.push(finding('votes', total, voting));
  if (total > most) findings.push(finding('votes', total, most));
  return findings;
};

const written = ({ writeIns }: NamedEntry) => writeIns.filter(({ votes }) => votes > 0);

/** As often as they stand there: two people may bear one name. */
const writtenVotes = (entry: NamedEntry): string =>
  written(entry)
    .map(({ name, votes }) => JSON.stringify([name, votes]))
    .sort()
    .join();

const womenIn = (entry: NamedEntry): string =>
  written(entry)
    .flatMap(({ name, woman }) => (woman ? [JSON.stringify(name)] : []))
    .sort()
    .join();

/**
 * Members in which two entries of one protocol differ; none where they agree. Names are compared as they are given: so
 * give digests of one salt, or plain names. The answer has none of them, as it is kept in an event.
 */
export const agree = (a: NamedEntry, b: NamedEntry): string[] => {
  const [ofA, ofB] = [votesByOption(a), votesByOption(b)];
  const options = [...new Set([...ofA.keys(), ...ofB.keys()])].sort();
  return [
    ...(['issued', 'returned', 'valid', 'invalid', 'abstained'] as const).filter((field) => a[field] !== b[field]),
    ...options.filter((option) => (ofA.get(option) ?? 0) !== (ofB.get(option) ?? 0)).map((option) => `votes.${option}`),
    ...(writtenVotes(a) === writtenVotes(b) ? [] : ['writeIns']),
    ...(womenIn(a) === womenIn(b) ? [] : ['writeIns.woman']),
  ];
};

const votesByOption = ({ votes }: NamedEntry): ReadonlyMap<string, number> =>
  new Map(votes.map(({ option, votes }) => [option, votes]));
