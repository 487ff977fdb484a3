import type { ObjectionEvent } from '@cunjian/contracts';
import { addDays, countDays } from '@cunjian/statutes';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { digest, now, photo, procedureOf, shandongVillage, subject, today } from '../../test/example.ts';
import { objectionDecider, type Objected, type ObjectionCommand } from './decide.ts';

const procedure = procedureOf(shandongVillage);
const { body, bodyKind, disclosure, period } = subject;
const division = shandongVillage;
const against: Objected = {
  ...{ disclosure, version: 1, body, bodyKind, division, period, procedure },
  lines: new Set(['l1']),
  windowClosed: false,
};
const at = { today, countDays };
const ruled = { ...at, escalation: procedure.escalation };
const text = digest('text');
const objection = 'objection-1';
const due = { ...countDays(procedure.objection.replyWithin, today), rules: procedure.objection.rules };
const escalationDue = { ...countDays(procedure.escalation.raiseWithin, today), rules: procedure.escalation.rules };
const decideDue = { ...countDays(procedure.escalation.decideWithin, today), rules: procedure.escalation.rules };

const raise: ObjectionCommand & { do: 'raise' } = {
  ...{ do: 'raise', objection, against, kind: 'objection', text, objector: 'person-1', withheld: false },
  ...{ channel: 'online', ...at },
};
const raised: ObjectionEvent = {
  type: 'objection-raised',
  data: {
    ...{ objection, disclosure, version: 1, body, bodyKind, division, period, kind: 'objection', text, due },
    ...{ objector: 'person-1', withheld: false, channel: 'online' },
  },
};
const answeredAt = (level: 'village' | 'town'): ObjectionEvent => ({
  type: 'objection-answered',
  data: { objection, text, level, escalationDue },
});
const overdue: ObjectionEvent = { type: 'objection-overdue', data: { objection, level: 'village', escalationDue } };
const overdueAt = (level: 'town'): ObjectionEvent => ({
  type: 'objection-overdue',
  data: { objection, level, escalationDue },
});
const toTown: ObjectionEvent = {
  type: 'objection-escalated',
  data: { objection, level: 'town', division: '370102001000', due: decideDue },
};
const toCounty: ObjectionEvent = {
  type: 'objection-escalated',
  data: { objection, level: 'county', division: '370102000000', due: decideDue },
};
const atCounty: ObjectionEvent = { type: 'objection-answered', data: { objection, text, level: 'county' } };
const accepted: ObjectionEvent = { type: 'objection-accepted', data: { objection } };

const answer = (level: 'village' | 'town' | 'county'): ObjectionCommand => ({ do: 'answer', level, text, ...ruled });
const accept: ObjectionCommand = { do: 'accept' };
const divisions = { town: '370102001000', county: '370102000000' };
const escalate: ObjectionCommand & { do: 'escalate' } = { do: 'escalate', divisions, ...ruled };
const on = (...history: ObjectionEvent[]) => given(objectionDecider, ...history);

describe('nothing yet', () => {
  it('is raised, with the deadline of the reply', () => {
    on().when(raise).then(raised);
    expect(due.lastDay).toBe('2026-04-15');
  });
  it('may be about a line that there is', () => {
    expect(
      on()
        .when({ ...raise, line: 'l1' })
        .state(),
    ).toMatchObject({ status: 'open', level: 'village' });
    on()
      .when({ ...raise, line: 'l9' })
      .refused({ code: 'objection.unknown-line', field: 'line' });
  });
  it('after the window is a question, no objection', () => {
    const late = { ...raise, against: { ...against, windowClosed: true } };
    on().when(late).refused('objection.window-closed');
    expect(
      on()
        .when({ ...late, kind: 'question' })
        .state(),
    ).toMatchObject({ status: 'open' });
  });
  it('on paper comes with its scan; withheld it may name nobody', () => {
    on()
      .when({ ...raise, channel: 'paper' })
      .refused({ code: 'objection.scan-missing', field: 'scan' });
    const paper = {
      ...raise,
      channel: 'supervision-committee',
      withheld: true,
      objector: undefined,
      scan: photo,
    } as const;
    const { objector, ...rest } = raised.data as typeof raised.data & { objector: string };
    expect(objector).toBe('person-1');
    on()
      .when(paper)
      .then({ ...raised, data: { ...rest, withheld: true, channel: 'supervision-committee', scan: photo } } as never);
  });
  it.each([answer('village'), accept, escalate])('takes no $do', (command) =>
    on().when(command).refused('objection.unknown'),
  );
});

describe('open', () => {
  it('is answered at its level alone', () => {
    on(raised).when(answer('village')).then(answeredAt('village'));
    on(raised).when(answer('town')).refused('objection.other-level');
  });
  it('is overdue after its last day, not before', () => {
    on(raised)
      .when({ do: 'mark-overdue', now, ...ruled })
      .refused('objection.reply-not-due');
    on(raised)
      .when({ do: 'mark-overdue', now: due.endsAt, ...ruled })
      .then(overdue);
  });
  it('waits for the reply before it goes up or is accepted', () => {
    on(raised).when(escalate).refused('objection.reply-not-due');
    on(raised).when(accept).refused('objection.not-answered');
    on(raised).when(raise).refused('objection.exists');
  });
});

describe('overdue', () => {
  it('may still be answered, or goes one level up', () => {
    on(raised, overdue).when(answer('village')).then(answeredAt('village'));
    on(raised, overdue).when(escalate).then(toTown);
    on(raised, overdue)
      .when({ do: 'mark-overdue', now: due.endsAt, ...ruled })
      .then();
  });
});

describe('overdue at the town', () => {
  const history = [raised, overdue, toTown, overdueAt('town')];
  it('goes on to the county, as silence is no answer', () => {
    on(raised, overdue, toTown)
      .when({ do: 'mark-overdue', now: decideDue.endsAt, ...ruled })
      .then(overdueAt('town'));
    on(...history)
      .when(escalate)
      .then(toCounty);
  });
  it('may still be answered there, and nowhere below', () => {
    on(...history)
      .when(answer('town'))
      .then(answeredAt('town'));
    on(...history)
      .when(answer('village'))
      .refused('objection.other-level');
  });
  it('at the county is the end: nobody is above', () => {
    const atEnd: ObjectionEvent = { type: 'objection-overdue', data: { objection, level: 'county' } };
    on(...history, toCounty)
      .when({ do: 'mark-overdue', now: decideDue.endsAt, ...ruled })
      .then(atEnd);
    on(...history, toCounty, atEnd)
      .when(escalate)
      .refused('objection.no-higher-level');
    on(...history, toCounty, atEnd)
      .when(answer('county'))
      .then(atCounty);
  });
});

describe('answered', () => {
  const history = [raised, answeredAt('village')];
  it('is accepted', () =>
    on(...history)
      .when(accept)
      .then(accepted));
  it('goes to the town with a clock of its own, then to the county', () => {
    on(...history)
      .when(escalate)
      .then(toTown);
    on(...history, toTown)
      .when(answer('village'))
      .refused('objection.other-level');
    on(...history, toTown)
      .when(answer('town'))
      .then(answeredAt('town'));
    on(...history, toTown, answeredAt('town'))
      .when(escalate)
      .then(toCounty);
  });
  it('goes up within the days of the rule, the last one included, at each level', () => {
    const raisedFurtherOn = (day: string) => ({ ...escalate, today: day });
    const until = escalationDue.lastDay;
    const dayAfter = addDays(until, 1);
    expect(
      on(...history)
        .when(raisedFurtherOn(until))
        .state(),
    ).toMatchObject({ status: 'open', level: 'town' });
    on(...history)
      .when(raisedFurtherOn(dayAfter))
      .refused({ code: 'objection.escalation-too-late', params: { until } });
    on(...history, toTown, answeredAt('town'))
      .when(raisedFurtherOn(dayAfter))
      .refused('objection.escalation-too-late');
    on(raised, overdue).when(raisedFurtherOn(dayAfter)).refused('objection.escalation-too-late');
  });
  it('is not answered twice, nor overdue', () => {
    on(...history)
      .when(answer('village'))
      .refused('objection.already-answered');
    on(...history)
      .when({ do: 'mark-overdue', now: due.endsAt, ...ruled })
      .then();
  });
});

describe('answered by the county', () => {
  const history = [raised, answeredAt('village'), toTown, answeredAt('town'), toCounty];
  it('has no higher level', () => {
    on(...history)
      .when(answer('county'))
      .then(atCounty);
    on(...history, atCounty)
      .when(escalate)
      .refused('objection.no-higher-level');
  });
});

describe('accepted', () => {
  it.each([escalate, accept])('is over: no $do', (command) =>
    on(raised, answeredAt('village'), accepted).when(command).refused('objection.already-accepted'),
  );
});
