import type { Outcome, Question } from '@cunjian/contracts';
import { writeInOption } from '../protocol.ts';
import type { CountedBallot, OpenedBallot } from '../tally.ts';
import type { BallotLog, Entry } from './ballot-log.ts';
import type { Find } from './finding.ts';

type Election = Extract<Question, { kind: 'election' }>;

/** Valid, and with seats left. */
const leavesSeats: readonly Outcome[] = ['seats-vacant', 'tie'];
const writtenIn = writeInOption('');

const isBySameVoters = (one: OpenedBallot, other: OpenedBallot): boolean =>
  one.body === other.body && one.group === other.group && one.rule.assembly === other.rule.assembly;

/** Whom the election before did not leave: people by their ids, write-ins by how many they were, as names are hidden. */
const strangersOf = (question: Election, asked: Election, { chosen, votes }: CountedBallot['arithmetic']): string[] => {
  const stood = new Map(
    asked.candidates.flatMap(({ person, option }) => (person === undefined ? [] : [[person, option] as const])),
  );
  const elected = question.candidates.filter(({ person }) => chosen.includes(stood.get(person ?? '') ?? ''));
  const unnamed = asked.candidates.filter(({ person }) => person === undefined).map(({ option }) => option);
  const written = votes.map(({ option }) => option).filter((option) => option.startsWith(writtenIn));
  const free = new Set([...unnamed, ...written].filter((option) => !chosen.includes(option))).size;
  const others = question.candidates.filter(({ person }) => !stood.has(person ?? ''));
  return [...elected, ...others.slice(free)].map(({ option }) => option);
};

/** 另行选举, whose floor is lower: after a valid election by the same voters, for its vacant seats, among its unelected. */
export const checkRunOff = (log: BallotLog, { data: opened, where, at }: Entry<'ballot-opened'>, find: Find): void => {
  const { question } = opened;
  if (question.kind !== 'election' || question.runOffOf === undefined) return;
  const election = question.runOffOf;
  const before = log.other(election);
  if (before === undefined) return find('run-off.election-missing', where, { election });
  const asked = before.opened.question;
  const arithmetic = before.counted !== undefined && before.counted.at < at ? before.counted.arithmetic : undefined;
  if (
    arithmetic === undefined ||
    asked.kind !== 'election' ||
    !leavesSeats.includes(arithmetic.outcome) ||
    !isBySameVoters(before.opened, opened)
  )
    return find('run-off.none-due', where, { election, outcome: arithmetic?.outcome ?? '-' });
  const vacant = asked.seats - arithmetic.chosen.length;
  if (question.seats !== vacant) find('run-off.other-seats', where, { seats: question.seats, vacant });
  for (const candidate of strangersOf(question, asked, arithmetic))
    find('run-off.other-candidate', where, { candidate });
};
