import { rollRoot } from '@cunjian/ballots';
import { maxRollPart, type BallotEvent, type RollEntry } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { digestOfWord, terms } from '../../test/ballot-example.ts';
import { rollDecider, type RollCommand } from './decide.ts';

const { ballot, division, body, bodyKind } = terms;
const entry = (person: string): RollEntry => ({ person, household: `h-${person}`, salt: person.padEnd(43, 's') });
const entries = ['a', 'b', 'c'].map(entry);
const asOf = '2026-04-10T02:00:00.000Z';
const publishedUntil = { lastDay: '2026-04-20', endsAt: '2026-04-20T16:00:00.000Z', rules: [] };
const objectUntil = { lastDay: '2026-04-15', endsAt: '2026-04-15T16:00:00.000Z', rules: [] };
const place = { ballot, division, body, bodyKind };
const draw: RollCommand & { do: 'draw' } = {
  ...{ do: 'draw', ...place, asOf, entries, publishedUntil, objectUntil, opensOn: '2026-05-01', now: asOf },
};
const drawn: BallotEvent = {
  type: 'roll-drawn',
  data: { ...place, asOf, count: 3, root: rollRoot(entries), parts: 1, publishedUntil, objectUntil },
};
const listed: BallotEvent = { type: 'roll-listed', data: { ballot, part: 0, entries } };
const text = digestOfWord('text');
const reasons = digestOfWord('reasons');
const object: RollCommand & { do: 'object' } = {
  ...{
    do: 'object',
    objection: 'o1',
    objector: 'd',
    kind: 'missing',
    about: 'd',
    text,
    now: '2026-04-12T00:00:00.000Z',
  },
};
const objected: BallotEvent = {
  type: 'roll-objected',
  data: { ballot, objection: 'o1', objector: 'd', kind: 'missing', about: 'd', text },
};
const wrong: BallotEvent = {
  type: 'roll-objected',
  data: { ballot, objection: 'o2', objector: 'd', kind: 'wrong', about: 'b', text },
};
const decidedAs = (objection: string, outcome: 'added' | 'struck' | 'dismissed', changed?: RollEntry): BallotEvent => ({
  type: 'roll-objection-decided',
  data: { ballot, objection, outcome, ...(changed === undefined ? {} : { entry: changed }), reasons },
});
const frozenOf = (...of: RollEntry[]): BallotEvent => ({
  type: 'roll-frozen',
  data: { ballot, count: of.length, root: rollRoot(of) },
});
const freezeAt = (now: string): RollCommand => ({ do: 'freeze', now });
const on = (...history: BallotEvent[]) => given(rollDecider, ...history);

describe('nothing drawn yet', () => {
  it('is drawn at its instant, with count and root', () => on().when(draw).then(drawn, listed));
  it('is not drawn before it, of nobody, or too late for its publication', () => {
    on()
      .when({ ...draw, now: '2026-04-10T01:59:59.999Z' })
      .refused('roll.too-early');
    on()
      .when({ ...draw, entries: [] })
      .refused('roll.empty');
    on()
      .when({ ...draw, opensOn: '2026-04-19' })
      .refused('roll.too-late');
    on()
      .when({ ...draw, opensOn: '2026-04-20' })
      .then(drawn, listed);
  });
  it('tells of representatives how many there are by law, and takes them all the same', () => {
    const representation = { households: 76, least: 6, most: 15, rules: [] };
    on()
      .when({ ...draw, representation })
      .then({ ...drawn, data: { ...drawn.data, representation } } as BallotEvent, listed);
  });
  it('is listed in parts that fit an event', () => {
    const many = Array.from({ length: maxRollPart + 1 }, (_, at) => entry(`p${at}`));
    const parts = rollDecider.decide({ ...draw, entries: many }, rollDecider.initialState) as readonly BallotEvent[];
    expect(parts.map(({ type }) => type)).toEqual(['roll-drawn', 'roll-listed', 'roll-listed']);
    expect(parts.flatMap((part) => (part.type === 'roll-listed' ? part.data.entries : []))).toEqual(many);
  });
  it('has nothing to object to, or to freeze', () => {
    on().when(object).refused('roll.not-drawn');
    on().when(freezeAt(asOf)).refused('roll.not-drawn');
  });
});

describe('a published roll', () => {
  it('is drawn once', () => on(drawn, listed).when(draw).refused('roll.drawn'));
  it('takes objections until their end, to the instant', () => {
    on(drawn, listed).when(object).then(objected);
    on(drawn, listed)
      .when({ ...object, now: '2026-04-15T15:59:59.999Z' })
      .then(objected);
    on(drawn, listed)
      .when({ ...object, now: objectUntil.endsAt })
      .refused('roll.objections-over');
  });
  it('takes none that its entries answer', () => {
    on(drawn, listed)
      .when({ ...object, about: 'a' })
      .refused('roll.listed');
    on(drawn, listed)
      .when({ ...object, kind: 'wrong' })
      .refused('roll.not-listed');
    on(drawn, listed)
      .when({ ...object, kind: 'wrong', about: undefined })
      .refused('roll.person-missing');
  });
  it('takes one about somebody else who is missing, of whom the objector knows no id', () => {
    const unnamed = { ...object, about: undefined };
    on(drawn, listed).when(unnamed).then(objected);
    on(drawn, listed)
      .when({ ...unnamed, objector: 'a' })
      .then({
        type: 'roll-objected',
        data: { ballot, objection: 'o1', objector: 'a', kind: 'missing', about: 'o1', text },
      });
  });
  it('adds, strikes or keeps what an objection is about', () => {
    const add: RollCommand = { do: 'decide-objection', objection: 'o1', outcome: 'added', entry: entry('d'), reasons };
    on(drawn, listed, objected)
      .when(add)
      .then(decidedAs('o1', 'added', entry('d')));
    const strike: RollCommand = { do: 'decide-objection', objection: 'o2', outcome: 'struck', reasons };
    on(drawn, listed, wrong)
      .when(strike)
      .then(decidedAs('o2', 'struck', entry('b')));
    const dismiss: RollCommand = { do: 'decide-objection', objection: 'o2', outcome: 'dismissed', reasons };
    on(drawn, listed, wrong).when(dismiss).then(decidedAs('o2', 'dismissed'));
  });
  it.each<[string, RollCommand & { do: 'decide-objection' }]>([
    ['roll.unknown-objection', { do: 'decide-objection', objection: 'o9', outcome: 'dismissed', reasons }],
    ['roll.other-outcome', { do: 'decide-objection', objection: 'o1', outcome: 'struck', reasons }],
    ['roll.other-outcome', { do: 'decide-objection', objection: 'o2', outcome: 'added', entry: entry('d'), reasons }],
    ['roll.person-missing', { do: 'decide-objection', objection: 'o1', outcome: 'added', reasons }],
    ['roll.listed', { do: 'decide-objection', objection: 'o1', outcome: 'added', entry: entry('a'), reasons }],
  ])('%s', (code, command) => on(drawn, listed, objected, wrong).when(command).refused(code));
  it('decides an objection once', () =>
    on(drawn, listed, objected, decidedAs('o1', 'dismissed'))
      .when({ do: 'decide-objection', objection: 'o1', outcome: 'dismissed', reasons })
      .refused('roll.objection-decided'));
  it('is frozen when objections are over and decided, with what they changed', () => {
    on(drawn, listed).when(freezeAt('2026-04-15T15:59:59.999Z')).refused('roll.still-published');
    on(drawn, listed)
      .when(freezeAt(objectUntil.endsAt))
      .then(frozenOf(...entries));
    on(drawn, listed, objected)
      .when(freezeAt(objectUntil.endsAt))
      .refused({ code: 'roll.objections-open', params: { count: 1 } });
    const after = [
      drawn,
      listed,
      objected,
      decidedAs('o1', 'added', entry('d')),
      wrong,
      decidedAs('o2', 'struck', entry('b')),
    ];
    on(...after)
      .when(freezeAt(objectUntil.endsAt))
      .then(frozenOf(entry('a'), entry('c'), entry('d')));
  });
});

describe('a frozen roll', () => {
  it('changes no more', () => {
    const history = [drawn, listed, frozenOf(...entries)];
    on(...history)
      .when(object)
      .refused('roll.frozen');
    on(...history)
      .when(draw)
      .refused('roll.drawn');
    on(...history)
      .when(freezeAt('2026-05-01T00:00:00.000Z'))
      .then();
  });
});
