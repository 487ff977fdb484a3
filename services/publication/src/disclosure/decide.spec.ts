import type { DisclosureEvent, Opinion, Procedure } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { countDays } from '@cunjian/statutes';
import {
  content,
  digest,
  now,
  photo,
  procedureOf,
  shandongVillage,
  subject,
  today,
  withAccount,
  zhejiangVillage,
} from '../../test/example.ts';
import type { DisclosureCommand } from './command.ts';
import { disclosureDecider } from './decide.ts';

const { disclosure } = subject;
const procedure = procedureOf(zhejiangVillage);
const reason = digest('reason');
const at = { today, countDays };

const drafted: DisclosureEvent = { type: 'disclosure-drafted', data: { ...subject, content, procedure } };
const confirmed: DisclosureEvent = { type: 'disclosure-confirmed', data: { disclosure, version: 1 } };
const due = { ...countDays(procedure.opinion.within, today), rules: procedure.opinion.rules };
const requested: DisclosureEvent = { type: 'opinion-requested', data: { disclosure, version: 1, due } };
const objected: DisclosureEvent = {
  type: 'opinion-given',
  data: { disclosure, version: 1, verdict: 'object', reasons: reason },
};
const approved: DisclosureEvent = { type: 'opinion-given', data: { disclosure, version: 1, verdict: 'approve' } };
const lapsed: DisclosureEvent = { type: 'opinion-lapsed', data: { disclosure, version: 1 } };
const returned: DisclosureEvent = { type: 'disclosure-returned', data: { disclosure, version: 1, reason } };
const meeting = { heldOn: '2026-04-09', present: 7 };
const met: DisclosureEvent = { type: 'joint-meeting-recorded', data: { disclosure, version: 1, ...meeting } };
const publishedWith = (opinion: Opinion): DisclosureEvent => ({
  type: 'disclosure-published',
  data: { ...subject, version: 1, content, procedure, opinion, meeting },
});
const published = publishedWith({ verdict: 'approve' });
const window = { ...countDays(procedure.objection.within, today), rules: procedure.objection.rules };
const posted: DisclosureEvent = {
  type: 'disclosure-posted',
  data: {
    disclosure,
    version: 1,
    place: '上村',
    boards: ['上村', '下村'],
    counts: 'village',
    from: today,
    to: '2026-04-30',
    photo,
    objectionsDue: window,
  },
};
const corrected: DisclosureEvent = {
  type: 'disclosure-corrected',
  data: { disclosure, version: 2, reason, content, procedure },
};
const withdrawn: DisclosureEvent = { type: 'disclosure-withdrawn', data: { disclosure, version: 1, reason } };

const draft: DisclosureCommand = { do: 'draft', subject, content, procedure, previous: [] };
const revise: DisclosureCommand = { do: 'revise', content, previous: [] };
const confirm: DisclosureCommand = { do: 'confirm', previous: [], today };
const submit: DisclosureCommand = { do: 'submit', ...at };
const approve: DisclosureCommand = { do: 'give-opinion', verdict: 'approve' };
const record: DisclosureCommand = { do: 'record-meeting', meeting, today };
const publish: DisclosureCommand = { do: 'publish', ...at };
const post: DisclosureCommand = {
  do: 'post',
  place: '上村',
  boards: ['上村', '下村'],
  from: today,
  to: '2026-04-30',
  photo,
  ...at,
};
const correct: DisclosureCommand = { do: 'correct', reason, content, procedure, previous: [] };
const withdraw: DisclosureCommand = { do: 'withdraw', reason };
const on = (...history: DisclosureEvent[]) => given(disclosureDecider, ...history);

describe('nothing yet', () => {
  it('is drafted', () => on().when(draft).then(drafted));
  it('takes no figures that do not add up', () =>
    on()
      .when({ ...draft, content: withAccount({ closing: 0 }) } as DisclosureCommand)
      .refused({ code: 'disclosure.does-not-add-up', field: 'content.accounts[0].closing' }));
  it.each([revise, confirm, publish, withdraw])('knows no other command ($do)', (command) =>
    on().when(command).refused('disclosure.unknown'),
  );
});

describe('a draft', () => {
  it('may change', () => on(drafted).when(revise).then({ type: 'disclosure-revised', data: { disclosure, content } }));
  it('is not begun twice', () => on(drafted).when(draft).refused('disclosure.exists'));
  it('may be thrown away, and the period drafted anew', () => {
    const discarded: DisclosureEvent = { type: 'disclosure-discarded', data: { disclosure, version: 1 } };
    on(drafted).when({ do: 'discard' }).then(discarded);
    on(drafted, discarded).when(draft).then(drafted);
    on(drafted, discarded).when(confirm).refused('disclosure.unknown');
  });
  it('goes back to what it was before an import, as long as nothing was changed after it', () => {
    const file = 'f'.repeat(64);
    const byHand = withAccount({ lines: [], closing: 100_000 });
    const revised = (content: typeof byHand, importedFrom?: string): DisclosureEvent => ({
      type: 'disclosure-revised',
      data: { disclosure, content, ...(importedFrom === undefined ? {} : { importedFrom }) },
    });
    const undo: DisclosureCommand = { do: 'undo-import' };
    on(drafted, revised(byHand), revised(content, file)).when(undo).then(revised(byHand));
    on(drafted, revised(content, file), revised(byHand)).when(undo).refused('disclosure.nothing-imported');
    on(drafted, revised(content, file), revised(content)).when(undo).refused('disclosure.nothing-imported');
    on(drafted).when(undo).refused('disclosure.nothing-imported');
    on(drafted, revised(content, file), confirmed).when(undo).refused('disclosure.not-a-draft');
    on({ ...drafted, data: { ...drafted.data, importedFrom: file } } as DisclosureEvent)
      .when(undo)
      .then({ type: 'disclosure-discarded', data: { disclosure, version: 1 } });
  });
  it('is confirmed', () => on(drafted).when(confirm).then(confirmed));
  it('is neither confirmed nor published while its period runs', () => {
    const early = { ...at, today: subject.to };
    on(drafted)
      .when({ ...confirm, ...early } as DisclosureCommand)
      .refused({ code: 'disclosure.period-running', params: { period: '2026Q1', to: subject.to, today: subject.to } });
    on(drafted, confirmed, requested, approved, met)
      .when({ ...publish, ...early } as DisclosureCommand)
      .refused('disclosure.period-running');
  });
  it('is not confirmed with an opening that no longer fits what others published since', () =>
    on(drafted)
      .when({
        do: 'confirm',
        previous: [{ book: '村账', account: '农商行基本户', closing: 1, disclosure: 'd', period: '2025Q4' }],
        today,
      })
      .refused('disclosure.opening-differs'));
  it.each([submit, record, publish])('can not skip what the rule puts first ($do), and hears which rule', (command) => {
    const citation = procedure.rules.map((rule) => rule.citation).join('；');
    on(drafted)
      .when(command)
      .refused({
        code: 'disclosure.step-too-early',
        params: expect.objectContaining({ missing: 'confirmation', citation }) as never,
      });
    expect(citation).not.toBe('');
  });
  it('is not out, so not posted, corrected or withdrawn', () => {
    for (const command of [post, correct, withdraw]) on(drafted).when(command).refused('disclosure.not-published');
    on(drafted).when({ do: 'return' }).refused('disclosure.is-a-draft');
  });
});

describe('confirmed', () => {
  const history = [drafted, confirmed];
  it('is submitted, with the deadline of the rule', () => {
    on(...history)
      .when(submit)
      .then(requested);
    expect(due).toMatchObject({ lastDay: '2026-04-15', endsAt: '2026-04-15T16:00:00.000Z' });
  });
  it('no longer changes', () => {
    on(...history)
      .when(revise)
      .refused('disclosure.not-a-draft');
    on(...history)
      .when({ do: 'discard' })
      .refused('disclosure.not-a-draft');
    on(...history)
      .when(confirm)
      .refused('disclosure.step-taken');
  });
  it('goes back to draft', () =>
    on(...history)
      .when({ do: 'return', reason })
      .then(returned));
  it('has no opinion to be given', () =>
    on(...history)
      .when(approve)
      .refused('disclosure.no-opinion-requested'));
});

describe('under review', () => {
  const history = [drafted, confirmed, requested];
  it('is approved, or objected to with reasons', () => {
    on(...history)
      .when(approve)
      .then(approved);
    on(...history)
      .when({ do: 'give-opinion', verdict: 'object', reasons: reason })
      .then(objected);
    on(...history)
      .when({ do: 'give-opinion', verdict: 'object' })
      .refused('disclosure.reasons-missing');
  });
  it('waits for the opinion until its deadline, not longer', () => {
    on(...history)
      .when({ do: 'lapse-opinion', now })
      .refused('disclosure.opinion-not-overdue');
    on(...history)
      .when({ do: 'lapse-opinion', now: due.endsAt })
      .then(lapsed);
  });
  it.each([publish, record])('does not go on meanwhile ($do)', (command) =>
    on(...history)
      .when(command)
      .refused('disclosure.under-review'),
  );
  it('can be taken back', () =>
    on(...history)
      .when({ do: 'return', reason })
      .then(returned));
});

describe('reviewed', () => {
  it('goes on after silence: it is no veto', () => on(drafted, confirmed, requested, lapsed).when(record).then(met));
  it('goes on after an objection, which is published with it', () =>
    on(drafted, confirmed, requested, objected, met)
      .when(publish)
      .then(publishedWith({ verdict: 'object', reasons: reason })));
  it('or is returned and runs through the steps again', () => {
    const history = [drafted, confirmed, requested, objected, returned];
    on(...history)
      .when(publish)
      .refused({ code: 'disclosure.step-too-early' });
    on(...history, confirmed)
      .when(submit)
      .then(requested);
  });
  it('has nothing left to lapse', () =>
    on(drafted, confirmed, requested, approved).when({ do: 'lapse-opinion', now: due.endsAt }).then());
  it('needs the joint meeting where the rule asks for one', () =>
    on(drafted, confirmed, requested, approved)
      .when(publish)
      .refused({ params: expect.objectContaining({ missing: 'joint-meeting' }) as never }));
  it('records no meeting of tomorrow', () =>
    on(drafted, confirmed, requested, approved)
      .when({ ...record, meeting: { heldOn: '2026-04-11', present: 3 } } as DisclosureCommand)
      .refused('disclosure.meeting-in-future'));
});

describe('met', () => {
  it('goes out with content, opinion and meeting in the event', () =>
    on(drafted, confirmed, requested, approved, met).when(publish).then(published));
});

describe('published', () => {
  const history = [drafted, confirmed, requested, approved, met, published];
  it('is posted, and the window opens where the rule counts from posting', () =>
    on(...history)
      .when(post)
      .then(posted));
  it('is posted on a known board, long enough, not in the future', () => {
    const posting = (change: object) => on(...history).when({ ...post, ...change } as DisclosureCommand);
    posting({ place: '外村' }).refused({ code: 'disclosure.unknown-board', field: 'place' });
    posting({ to: '2026-04-16' }).refused({ code: 'disclosure.posting-too-short', field: 'to' });
    posting({ from: '2026-04-11' }).refused({ code: 'disclosure.posted-in-future', field: 'from' });
  });
  it('gives the people of a board posted later the whole term, where each board counts; the same board again nothing', () => {
    const each: Procedure = { ...procedure, posting: { ...procedure.posting, boards: 'natural-village' } };
    const out = [
      { ...drafted, data: { ...drafted.data, procedure: each } },
      ...[confirmed, requested, approved, met],
      { ...published, data: { ...published.data, procedure: each } },
      { ...posted, data: { ...posted.data, counts: 'natural-village' } },
    ] as DisclosureEvent[];
    const later = { ...post, today: '2026-04-13', place: '下村' } as DisclosureCommand;
    const state = on(...out)
      .when(later)
      .state();
    const until = countDays(procedure.objection.within, '2026-04-13');
    expect(state).toMatchObject({ published: { window: { due: until }, posted: ['上村', '下村'] } });
    expect(
      on(...out)
        .when({ ...later, place: '上村' } as DisclosureCommand)
        .state(),
    ).toMatchObject({
      published: { window: { due: window } },
    });
  });
  it('moves no clock with a board posted later, where one of the village is what the rule asks for', () =>
    expect(
      on(...history, posted)
        .when({ ...post, today: '2026-04-13', place: '下村' } as DisclosureCommand)
        .state(),
    ).toMatchObject({ published: { window: { due: window }, posted: ['上村', '下村'] } }));
  it('has a window that closes at its end', () => {
    const close: DisclosureCommand = { do: 'close-window', now: window.endsAt };
    const closed: DisclosureEvent = { type: 'objection-window-closed', data: { disclosure, version: 1 } };
    on(...history, posted)
      .when({ do: 'close-window', now })
      .refused('disclosure.window-still-open');
    on(...history, posted)
      .when(close)
      .then(closed);
    on(...history, posted, closed)
      .when(close)
      .then();
    on(...history)
      .when(close)
      .then();
  });
  it('is corrected and withdrawn with a reason', () => {
    on(...history)
      .when(correct)
      .then(corrected);
    on(...history)
      .when(withdraw)
      .then(withdrawn);
  });
  it.each([revise, confirm, submit, publish, { do: 'discard' } as const])(
    'has nothing in preparation ($do)',
    (command) =>
      on(...history)
        .when(command)
        .refused('disclosure.nothing-in-preparation'),
  );
  it('is not begun again', () =>
    on(...history)
      .when(draft)
      .refused('disclosure.exists'));
});

describe('correcting', () => {
  const history = [drafted, confirmed, requested, approved, met, published, posted, corrected];
  it('keeps the old version out while the new one runs through all steps', () => {
    expect(
      on(...history)
        .when(confirm)
        .state(),
    ).toMatchObject({
      status: 'correcting',
      published: { version: 1 },
      candidate: { version: 2, reason },
    });
    on(...history)
      .when(publish)
      .refused('disclosure.step-too-early');
  });
  it('publishes the new version with its reason and a window of its own', () => {
    const again = [confirmed, requested, approved, met].map(
      ({ type, data }) => ({ type, data: { ...data, version: 2 } }) as DisclosureEvent,
    );
    const outcome = on(...history, ...again).when(publish);
    outcome.then({ ...published, data: { ...published.data, version: 2, reason } } as DisclosureEvent);
    expect(outcome.state()).toMatchObject({
      status: 'published',
      published: { version: 2, window: { is: 'not-begun' } },
    });
  });
  it('leaves the old version its window and its boards', () => {
    const closed: DisclosureEvent = { type: 'objection-window-closed', data: { disclosure, version: 1 } };
    on(...history)
      .when({ do: 'close-window', now: window.endsAt })
      .then(closed);
    expect(
      on(...history, closed)
        .when(confirm)
        .state(),
    ).toMatchObject({ status: 'correcting', published: { version: 1, window: { is: 'closed' } } });
    expect(
      on(...history)
        .when({ ...post, place: '下村' } as DisclosureCommand)
        .state(),
    ).toMatchObject({ status: 'correcting', published: { version: 1, posted: ['上村', '下村'] } });
  });
  it('has the new version posted anew on each board, whatever hung there', () => {
    const second = { ...published, data: { ...published.data, version: 2, reason } } as DisclosureEvent;
    const anew = on(...history, second).when(post);
    anew.then({ ...posted, data: { ...posted.data, version: 2 } } as DisclosureEvent);
    expect(anew.state()).toMatchObject({
      published: { version: 2, posted: ['上村'], window: { is: 'open', due: window } },
    });
  });
  it('is one at a time, and can be thrown away', () => {
    on(...history)
      .when(correct)
      .refused('disclosure.correction-running');
    const outcome = on(...history).when({ do: 'discard' });
    outcome.then({ type: 'disclosure-discarded', data: { disclosure, version: 2 } });
    expect(outcome.state()).toMatchObject({ status: 'published', published: { version: 1, posted: ['上村'] } });
  });
  it('goes on when the old version is withdrawn meanwhile', () => {
    expect(
      on(...history)
        .when(withdraw)
        .state(),
    ).toMatchObject({ status: 'correcting', standing: 'withdrawn' });
    on(...history, withdrawn)
      .when(withdraw)
      .refused('disclosure.already-withdrawn');
    on(...history, withdrawn)
      .when(post)
      .refused('disclosure.already-withdrawn');
  });
});

describe('withdrawn', () => {
  const history = [drafted, confirmed, requested, approved, met, published, withdrawn];
  it('is not withdrawn twice nor posted, but can be set right by a new version', () => {
    on(...history)
      .when(withdraw)
      .refused('disclosure.already-withdrawn');
    on(...history)
      .when(post)
      .refused('disclosure.already-withdrawn');
    on(...history)
      .when(correct)
      .then(corrected);
  });
});

describe('the order of the steps is that of the rule', () => {
  const path = { confirm: confirmed, submit: requested, approve: approved, record: met };
  const run = (steps: readonly (keyof typeof path)[], command: DisclosureCommand, division: string) => {
    const ruled = { ...drafted, data: { ...drafted.data, procedure: procedureOf(division) } } as DisclosureEvent;
    return on(ruled, ...steps.map((step) => path[step])).when(command);
  };
  it.each([
    ['Zhejiang', zhejiangVillage],
    ['Shandong', shandongVillage],
  ])('%s', (_, division) => {
    run([], submit, division).refused({ params: expect.objectContaining({ missing: 'confirmation' }) as never });
    run(['confirm'], record, division).refused({
      params: expect.objectContaining({ missing: 'supervision-opinion' }) as never,
    });
    run(['confirm', 'submit', 'approve'], publish, division).refused({
      params: expect.objectContaining({ missing: 'joint-meeting' }) as never,
    });
    expect(run(['confirm', 'submit', 'approve', 'record'], publish, division).state().status).toBe('published');
  });
  it('is cited from the regulation in Shandong', () => {
    run([], publish, shandongVillage).refused({
      params: expect.objectContaining({ citation: expect.stringContaining('山东省村务公开') as never }) as never,
    });
  });
  it('runs the objections and postings of Shandong for 5 days', () => {
    const { objection, posting } = procedureOf(shandongVillage);
    expect([objection.within.days, objection.replyWithin.days, posting.stays.days]).toEqual([5, 5, 5]);
    expect([objection.countsFrom, posting.boards]).toEqual(['posting', 'natural-village']);
  });
  it('lets a step be taken that the rule does not ask for, and asks for no step that it does not', () => {
    const short: Procedure = { ...procedure, steps: ['confirmation', 'publication'] };
    const ruled = { ...drafted, data: { ...drafted.data, procedure: short } } as DisclosureEvent;
    expect(on(ruled, confirmed).when(publish).state().status).toBe('published');
    on(ruled, confirmed).when(record).then(met);
    on(ruled).when(record).refused('disclosure.step-too-early');
  });
  it('opens the window at publication where the rule counts from it', () => {
    const fromPublication = { ...procedure, objection: { ...procedure.objection, countsFrom: 'publication' as const } };
    const ruled = { ...drafted, data: { ...drafted.data, procedure: fromPublication } } as DisclosureEvent;
    const state = on(ruled, confirmed, requested, approved, met).when(publish).state();
    expect(state).toMatchObject({ published: { window: { is: 'open', due: window } } });
  });
});
