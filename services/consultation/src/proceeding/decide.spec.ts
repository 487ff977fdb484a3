import type { Arithmetic, Attachment, Digest, ProceedingEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { countDays } from '@cunjian/statutes';
import { committee, village } from '../../test/people.ts';
import { pollProcedure, strictProcedure } from '../../test/procedures.ts';
import type { CallMeeting, ProceedingCommand, RecordStep } from './command.ts';
import { proceedingDecider } from './decide.ts';
import type { ProceedingSubject } from './proceeding.ts';

const digest = (of: string): Digest => of.padEnd(43, 'd') as Digest;
const minutes: Attachment = {
  ...{ name: digest('minutes'), sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 70 },
};
const proceeding = 'proceeding-1';
const subject: ProceedingSubject = {
  ...{ proceeding, topic: 'topic-1', division: village, body: committee },
  bodyKind: 'villagers-committee',
  matter: 'public-works',
};
const today = '2026-04-20';
const on = (...history: ProceedingEvent[]) => given(proceedingDecider, ...history);

const begun: ProceedingEvent = {
  type: 'proceeding-begun',
  data: { ...subject, on: '2026-04-01', procedure: strictProcedure },
};
const poll: ProceedingEvent = {
  type: 'proceeding-begun',
  data: { ...subject, on: '2026-04-01', procedure: pollProcedure },
};

type Meeting = NonNullable<RecordStep['meeting']>;
const hands = (present: number, inFavour: number, against: number, abstained = 0): Meeting['hands'] => ({
  ...{ present, for: inFavour, against, abstained },
});
const by = { today, countDays, officeKind: 'party-secretary' } as const;

const record = (
  step: RecordStep['step'],
  day: string,
  meeting?: Meeting,
  change: Partial<RecordStep> = {},
): ProceedingCommand => ({
  ...{ do: 'record', step, on: day, mergeWithNext: false, minutes, ...by },
  ...(meeting && { meeting }),
  ...change,
});
const branch = (given = hands(3, 3, 0), members = 3): Meeting => ({ assembly: 'party-branch', members, hands: given });
const consult = (given = hands(5, 4, 1), members = 7): Meeting => ({ assembly: 'committees', members, hands: given });
const party = (given = hands(6, 5, 1), members = 10): Meeting => ({ assembly: 'party-members', members, hands: given });

const tally = (present: number, inFavour: number, members = 10): Arithmetic => ({
  ...{ members, present, quorumNeeded: 6, quorate: present >= 6, cast: present, valid: present, invalid: 0 },
  ...{ abstained: 0, majorityOf: 'present', base: present, needed: Math.floor(present / 2) + 1 },
  votes: [
    { option: 'for', votes: inFavour },
    { option: 'against', votes: present - inFavour },
  ],
  outcome: present < 6 ? 'no-quorum' : inFavour * 2 > present ? 'adopted' : 'rejected',
  chosen: present >= 6 && inFavour * 2 > present ? ['for'] : [],
});

const taken = (
  step: RecordStep['step'],
  day: string,
  change: Partial<Extract<ProceedingEvent, { type: 'step-taken' }>['data']> = {},
): ProceedingEvent => ({
  type: 'step-taken',
  data: { proceeding, step, merged: false, on: day, passed: true, ...change },
});
const proposed = taken('party-branch-proposes', '2026-04-02');
const consulted = taken('committees-consult', '2026-04-03');
const discussed = taken('discussion', '2026-04-04');
const called: ProceedingEvent = {
  type: 'meeting-called',
  data: {
    ...{ proceeding, step: 'party-members-deliberate', assembly: 'party-members', on: '2026-04-12' },
    ...{ place: digest('hall'), agenda: digest('road'), calledOn: '2026-04-09' },
  },
};
const deliberated = taken('party-members-deliberate', '2026-04-12');
const decided = taken('assembly-decides', '2026-04-20', {
  ...{ assembly: 'villagers', arithmetic: tally(8, 7), ballot: 'ballot-1' },
});
const published = taken('decision-published', '2026-04-20');
const call = (change: Partial<CallMeeting> = {}): ProceedingCommand => ({
  ...{ do: 'call-meeting', step: 'party-members-deliberate', assembly: 'party-members', on: '2026-04-23' },
  ...{ place: digest('hall'), agenda: digest('road'), ...by, ...change },
});

describe('nothing yet', () => {
  it('begins, with the rules of its procedure', () =>
    on().when({ do: 'begin', subject, procedure: strictProcedure, today: '2026-04-01' }).then(begun));
  it.each([
    record('party-branch-proposes', today, branch()),
    call(),
    { do: 'abandon', reason: digest('no'), ballotUnderWay: false } as const,
    { do: 'take-publication', step: 'decision-published', on: today } as const,
  ])('takes no $do', (command) => on().when(command).refused('proceeding.unknown'));
});

describe('under way', () => {
  it('is not begun twice', () =>
    on(begun).when({ do: 'begin', subject, procedure: strictProcedure, today }).refused('proceeding.exists'));

  it('takes its steps in their order, and says which comes first and by which rule', () => {
    on(begun)
      .when(record('committees-consult', today, consult()))
      .refused({
        code: 'proceeding.wrong-order',
        params: expect.objectContaining({ next: 'party-branch-proposes', citation: 'rule of the procedure' }) as never,
        field: 'step',
      });
    on(begun, proposed)
      .when(record('party-branch-proposes', today, branch()))
      .refused('proceeding.step-taken');
    on(begun).when(record('villagers-appraise', today)).refused({ code: 'proceeding.no-such-step', field: 'step' });
  });

  it('records a meeting with its arithmetic', () => {
    const state = on(begun)
      .when(record('party-branch-proposes', '2026-04-02', branch(hands(2, 2, 0))))
      .state();
    expect(state).toMatchObject({
      status: 'under-way',
      taken: [
        {
          step: 'party-branch-proposes',
          passed: true,
          arithmetic: { members: 3, present: 2, quorumNeeded: 2, needed: 2, outcome: 'adopted' },
        },
      ],
    });
  });

  it('is recorded by the offices that the rule names alone', () => {
    on(begun)
      .when(record('party-branch-proposes', today, branch(), { officeKind: 'committee-chair' }))
      .refused({ code: 'proceeding.not-yours' });
    on(begun)
      .when(record('party-branch-proposes', today, branch(), { officeKind: undefined }))
      .refused('proceeding.not-yours');
  });

  it('is not recorded before it happened', () =>
    on(begun)
      .when(record('party-branch-proposes', '2026-04-21', branch()))
      .refused({ code: 'proceeding.in-future', params: { on: '2026-04-21', today } }));

  it('lies on the day of the step before it or later', () => {
    on(begun, proposed)
      .when(record('committees-consult', '2026-04-01', consult()))
      .refused({ code: 'proceeding.step-too-early' });
    expect(
      on(begun, proposed)
        .when(record('committees-consult', '2026-04-02', consult()))
        .state(),
    ).toMatchObject({ taken: [{}, { passed: true }] });
  });

  it('needs minutes, votes, and no more of them than people', () => {
    const first = 'party-branch-proposes';
    on(begun)
      .when(record(first, today, branch(), { minutes: undefined }))
      .refused('proceeding.minutes-missing');
    on(begun).when(record(first, today)).refused('proceeding.hands-missing');
    on(begun)
      .when(record(first, today, branch(hands(4, 3, 0))))
      .refused({ code: 'proceeding.too-many-present', params: { present: 4, members: 3 } });
    on(begun)
      .when(record(first, today, branch(hands(3, 2, 1, 1))))
      .refused({ code: 'proceeding.too-many-hands', params: { raised: 4, present: 3 } });
  });

  it('is for the assembly that the rule names', () =>
    on(begun)
      .when(record('party-branch-proposes', today, consult()))
      .refused({
        code: 'proceeding.wrong-body',
        field: 'assembly',
        params: expect.objectContaining({ citation: 'rule of party-branch；rule of the procedure' }) as never,
      }));

  it('without a quorum decides nothing, and may be tried again', () => {
    const failed = on(begun, proposed).when(record('committees-consult', '2026-04-03', consult(hands(3, 3, 0))));
    expect(failed.state()).toMatchObject({
      status: 'under-way',
      taken: [{}, { passed: false, arithmetic: { quorumNeeded: 4, quorate: false, outcome: 'no-quorum' } }],
    });
    const again = taken('committees-consult', '2026-04-03', { passed: false });
    expect(
      on(begun, proposed, again)
        .when(record('committees-consult', '2026-04-05', consult(hands(4, 3, 1))))
        .state(),
    ).toMatchObject({ taken: [{}, {}, { passed: true }] });
  });

  it('ends as rejected where the majority was not reached: exactly a half is none', () => {
    const rejected = on(begun, proposed).when(record('committees-consult', '2026-04-03', consult(hands(4, 2, 2))));
    expect(rejected.state()).toMatchObject({ status: 'ended', outcome: 'rejected' });
    expect(
      on(begun, proposed)
        .when(record('committees-consult', '2026-04-03', consult(hands(5, 3, 2))))
        .state(),
    ).toMatchObject({ status: 'under-way' });
  });

  it('takes a discussion with what was said', () => {
    on(begun, proposed, consulted)
      .when(record('discussion', today, undefined, { minutes: undefined }))
      .refused('proceeding.text-missing');
    on(begun, proposed, consulted)
      .when(record('discussion', today, undefined, { minutes: undefined, text: digest('both') }))
      .then(taken('discussion', today, { text: digest('both') }));
  });

  it('takes no step in the past from which a time counts that others need', () => {
    const backDated = record('discussion', '2026-04-19', undefined, { minutes: undefined, text: digest('both') });
    on(begun, proposed, consulted)
      .when(backDated)
      .refused({
        code: 'proceeding.in-past',
        field: 'on',
        params: expect.objectContaining({ on: '2026-04-19', today, citation: 'rule of the procedure' }) as never,
      });
  });

  it('leaves a ballot to the ballot, and holds no meeting for a discussion', () => {
    const before = [begun, proposed, consulted, discussed, deliberated];
    on(...before)
      .when(record('assembly-decides', today))
      .refused('proceeding.by-ballot');
    on(...before)
      .when(call({ step: 'assembly-decides', assembly: 'villagers' }))
      .refused('proceeding.by-ballot');
    on(begun, proposed, consulted)
      .when(call({ step: 'discussion' }))
      .refused('proceeding.no-meeting');
  });

  it('is given up with a reason, by those who have a part in it', () => {
    const reason = digest('money');
    const abandon = { do: 'abandon', reason, ballotUnderWay: false, officeKind: 'committee-chair' } as const;
    on(begun)
      .when({ ...abandon, officeKind: 'clerk' })
      .refused('proceeding.not-yours-to-abandon');
    on(begun)
      .when({ ...abandon, ballotUnderWay: true })
      .refused('proceeding.ballot-under-way');
    on(begun)
      .when(abandon)
      .then({ type: 'proceeding-ended', data: { proceeding, outcome: 'abandoned', reason } });
  });
});

describe('two steps at one meeting', () => {
  it('where the rule lets them: the next one decides', () => {
    const state = on(begun)
      .when(record('party-branch-proposes', '2026-04-02', consult(), { mergeWithNext: true }))
      .state();
    expect(state).toMatchObject({
      taken: [
        { step: 'party-branch-proposes', passed: true },
        { step: 'committees-consult', passed: true, arithmetic: { outcome: 'adopted' } },
      ],
    });
  });
  it('else not', () =>
    on(begun, proposed)
      .when(record('committees-consult', '2026-04-03', consult(), { mergeWithNext: true }))
      .refused({ code: 'proceeding.may-not-merge', field: 'mergeWithNext' }));
  it('without a quorum neither is taken', () => {
    const state = on(begun)
      .when(record('party-branch-proposes', '2026-04-02', consult(hands(3, 3, 0)), { mergeWithNext: true }))
      .state();
    expect(state).toMatchObject({ status: 'under-way', taken: [{ passed: false }, { passed: false }] });
  });
});

describe('a meeting with notice, some time after the step before', () => {
  const before = [begun, proposed, consulted, discussed];
  it('is called for a day that the notice allows, the first one included', () => {
    on(...before)
      .when(call({ on: '2026-04-22' }))
      .refused({
        code: 'proceeding.notice-too-short',
        params: expect.objectContaining({ earliest: '2026-04-23' }) as never,
      });
    expect(
      on(...before)
        .when(call({ on: '2026-04-23' }))
        .state(),
    ).toMatchObject({
      calls: new Map([['party-members-deliberate', { assembly: 'party-members', on: '2026-04-23' }]]),
    });
  });
  it('is not called for a day that is over, by others, or before its turn', () => {
    on(begun, proposed)
      .when(call({ step: 'committees-consult', assembly: 'committees', on: '2026-04-19' }))
      .refused('proceeding.called-in-past');
    on(...before)
      .when(call({ officeKind: 'clerk' }))
      .refused('proceeding.not-yours');
    on(begun).when(call()).refused('proceeding.wrong-order');
    on(...before)
      .when(call({ assembly: 'villagers' }))
      .refused('proceeding.wrong-body');
  });
  it('keeps the least time since the step before, its last day included', () => {
    const early = { ...by, today: '2026-04-04' };
    on(...before)
      .when(call({ ...early, on: '2026-04-08' }))
      .refused({
        code: 'proceeding.step-too-early',
        params: expect.objectContaining({ earliest: '2026-04-09' }) as never,
      });
    expect(
      on(...before)
        .when(call({ ...early, on: '2026-04-09' }))
        .state(),
    ).toMatchObject({ status: 'under-way' });
  });
  it('is held as it was called: that day, that assembly', () => {
    on(...before)
      .when(record('party-members-deliberate', '2026-04-12', party()))
      .refused('proceeding.not-called');
    on(...before, called)
      .when(record('party-members-deliberate', '2026-04-13', party()))
      .refused({ code: 'proceeding.other-day', params: expect.objectContaining({ called: '2026-04-12' }) as never });
    on(...before, called)
      .when(record('party-members-deliberate', '2026-04-12', branch()))
      .refused('proceeding.other-assembly');
    expect(
      on(...before, called)
        .when(record('party-members-deliberate', '2026-04-12', party()))
        .state(),
    ).toMatchObject({ calls: new Map(), taken: [{}, {}, {}, { step: 'party-members-deliberate', passed: true }] });
  });
  it('is called anew where it had no quorum', () => {
    const failed = taken('party-members-deliberate', '2026-04-12', { passed: false });
    on(...before, called, failed)
      .when(record('party-members-deliberate', '2026-04-20', party()))
      .refused('proceeding.not-called');
  });
});

describe('the decision by ballot', () => {
  const before = [begun, proposed, consulted, discussed, deliberated];
  const ballot = (arithmetic: Arithmetic): ProceedingCommand => ({
    ...{ do: 'take-ballot', ballot: 'ballot-1', assembly: 'villagers', arithmetic, on: '2026-04-20' },
  });
  it('is the step, with the arithmetic of the count', () =>
    on(...before)
      .when(ballot(tally(8, 7)))
      .then(decided));
  it('rejected, ends the procedure', () =>
    expect(
      on(...before)
        .when(ballot(tally(8, 4)))
        .state(),
    ).toMatchObject({ status: 'ended', outcome: 'rejected' }));
  it('without a quorum may be held again', () =>
    expect(
      on(...before)
        .when(ballot(tally(5, 5)))
        .state(),
    ).toMatchObject({ status: 'under-way' }));
  it('out of its turn changes nothing', () => {
    on(begun, proposed)
      .when(ballot(tally(8, 7)))
      .then();
    on(...before, decided)
      .when(ballot(tally(8, 1)))
      .then();
  });
});

describe('decided', () => {
  const before = [begun, proposed, consulted, discussed, deliberated, decided];
  it('is carried out and not given up', () =>
    on(...before)
      .when({ do: 'abandon', reason: digest('no'), ballotUnderWay: false, officeKind: 'committee-chair' })
      .refused('proceeding.decided'));
  it('is published where its resolution is', () => {
    on(...before)
      .when(record('decision-published', today))
      .refused('proceeding.by-resolution');
    on(...before)
      .when({ do: 'take-publication', step: 'decision-published', on: '2026-04-20' })
      .then(published);
    on(...before)
      .when({ do: 'take-publication', step: 'result-published', on: '2026-04-20' })
      .then();
  });
  it('ends with its last step', () =>
    on(...before, published)
      .when({ do: 'take-publication', step: 'result-published', on: '2026-04-30' })
      .then(taken('result-published', '2026-04-30'), {
        type: 'proceeding-ended',
        data: { proceeding, outcome: 'completed' },
      }));
});

describe('a poll that binds nobody', () => {
  const villagers = (given: Meeting['hands']): Meeting => ({ assembly: 'villagers', members: 10, hands: given });
  it('goes on, whatever comes of it', () =>
    expect(
      on(poll)
        .when(record('assembly-decides', today, villagers(hands(8, 2, 6))))
        .state(),
    ).toMatchObject({ status: 'under-way', taken: [{ passed: true, arithmetic: { outcome: 'rejected' } }] }));
  it('has no resolution to publish: its publication is recorded, and is the end', () =>
    expect(
      on(poll, taken('assembly-decides', '2026-04-10')).when(record('decision-published', today)).state(),
    ).toMatchObject({ status: 'ended', outcome: 'completed' }));
});

describe('ended', () => {
  const ended: ProceedingEvent = { type: 'proceeding-ended', data: { proceeding, outcome: 'rejected' } };
  it.each([
    record('party-branch-proposes', today, branch()),
    call({ step: 'party-branch-proposes' }),
    { do: 'abandon', reason: digest('no'), ballotUnderWay: false, officeKind: 'committee-chair' } as const,
  ])('takes no $do', (command) => on(begun, ended).when(command).refused('proceeding.ended'));
  it('is not changed by what is counted or published later', () => {
    on(begun, ended).when({ do: 'take-publication', step: 'decision-published', on: today }).then();
    on(begun, ended)
      .when({ do: 'take-ballot', ballot: 'b', assembly: 'villagers', arithmetic: tally(8, 8), on: today })
      .then();
  });
});
