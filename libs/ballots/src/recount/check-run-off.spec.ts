import { describe, expect, it } from '@jest/globals';
import { loggedAs, openHistory, type Draft } from '../../test/village-history.ts';
import { ballotLogOf } from './ballot-log.ts';
import { checkRunOff } from './check-run-off.ts';
import { collectFindings, findingText } from './finding.ts';
import { recount } from './recount.ts';

const candidate = (at: number, person?: string) => ({
  ...{ option: `o0${at}`, name: `name-${at}`, woman: false },
  ...(person === undefined ? {} : { person }),
});
const election = {
  ...{ kind: 'election', seats: 2, seatsForWomen: 0, writeIns: true },
  candidates: [candidate(1, 'p1'), candidate(2, 'p2'), candidate(3, 'p3')],
};
const rest = { ...election, seats: 1, candidates: [candidate(1, 'p2'), candidate(2, 'p3')], runOffOf: 'first' };
const opening = openHistory().find(({ name }) => name === 'ballot-opened') as Draft;

interface Changes {
  readonly question?: object;
  readonly first?: object;
  readonly outcome?: string;
  readonly written?: number;
  readonly order?: readonly number[];
}
const history = ({ question = rest, first, outcome = 'seats-vacant', written = 0, order = [0, 1, 2] }: Changes) => {
  const votes = Array.from({ length: written }, (_, at) => ({ option: `write-in-${at}`, votes: 1 }));
  const drafts: readonly Draft[] = [
    { ...opening, stream: 'first', data: { ...opening.data, ballot: 'first', question: election, ...first } },
    {
      ...{ stream: 'first', time: opening.time, name: 'ballot-counted' },
      data: { ballot: 'first', arithmetic: { outcome, chosen: ['o01'], votes } },
    },
    { ...opening, stream: 'second', data: { ...opening.data, ballot: 'second', question } },
  ];
  return order.flatMap((at) => drafts[at] ?? []);
};
const found = (changes: Changes) => {
  const log = ballotLogOf(loggedAs(history(changes)), 'second');
  const { find, all } = collectFindings();
  const [entry] = log.of('ballot-opened');
  if (entry !== undefined) checkRunOff(log, entry, find);
  for (const one of all) expect(findingText(one, 'en')).not.toMatch(/\{\w+\}/);
  return all.map(({ code }) => code);
};
const stranger = { ...rest, candidates: [candidate(1, 'p2'), candidate(2)] };

describe('a run-off', () => {
  it.each<[string, Changes]>([
    ['fills the seats that were left vacant', {}],
    ['decides a tie', { outcome: 'tie' }],
    ['has somebody who was written in', { question: stranger, written: 1 }],
  ])('%s', (_, changes) => {
    expect(found(changes)).toEqual([]);
  });

  it.each<[string, string, Changes]>([
    ['follows a void election', 'run-off.none-due', { outcome: 'void' }],
    ['follows one without its quorum', 'run-off.none-due', { outcome: 'no-quorum' }],
    ['follows one of another body', 'run-off.none-due', { first: { body: 'other' } }],
    ['follows one of a group', 'run-off.none-due', { first: { group: 'group-1' } }],
    ['follows no election', 'run-off.none-due', { first: { question: { kind: 'yes-no' } } }],
    ['opened before the count', 'run-off.none-due', { order: [0, 2, 1] }],
    ['follows what is not in the log', 'run-off.election-missing', { order: [2] }],
    ['fills other seats', 'run-off.other-seats', { question: { ...rest, seats: 2 } }],
    ['has a stranger', 'run-off.other-candidate', { question: stranger }],
    [
      'has somebody who was elected',
      'run-off.other-candidate',
      { question: { ...rest, candidates: [candidate(1, 'p1'), candidate(2, 'p2')] } },
    ],
  ])('is told of where it %s', (_, code, changes) => {
    expect(found(changes)).toEqual([code]);
  });

  it('is part of every recount', async () => {
    const { findings } = await recount(loggedAs(history({ outcome: 'void' })), { ballot: 'second' });
    expect(findings.map(({ code }) => code)).toContain('run-off.none-due');
  });
});
