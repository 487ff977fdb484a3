import type { ConsultationEvent, TopicEvent } from '@cunjian/contracts';
import { projectInMemory } from '@cunjian/processing';
import { atLeast } from '@cunjian/statutes';
import { describe, expect, it } from '@jest/globals';
import { digest, due, photo } from '../../test/example.ts';
import { recorder } from '../../test/recorded.ts';
import { comments } from './comments.ts';
import { suggestions } from './suggestions.ts';
import { supportKey, supports } from './supports.ts';
import { topics } from './topics.ts';

const place = { division: '330326101201', body: 'body-a', bodyKind: 'villagers-committee' } as const;
const topic = 'topic-1';
const within = { days: 10, unit: 'calendar', firstDayCounts: false, holidayAtEnd: 'none' } as const;
const text = { title: digest('title'), text: digest('text'), attachments: [photo] };
const proposed: TopicEvent = {
  type: 'topic-proposed',
  data: {
    ...{ topic, ...place, matter: 'general', ...text, proposer: 'p1' },
    demand: {
      rules: [],
      assembly: 'villagers',
      thresholds: [{ of: 'adults', share: atLeast(1, 10) }],
      callWithin: within,
    },
  },
};
const supported = (person: string, count = 30): TopicEvent => ({
  type: 'topic-supported',
  data: { topic, person, version: 1, countsAs: ['adults'], members: [{ of: 'adults', count }] },
});
const takenBack: TopicEvent = { type: 'support-withdrawn', data: { topic, person: 'p1', countsAs: ['adults'] } };
const demanded: TopicEvent = {
  type: 'assembly-demanded',
  data: { topic, assembly: 'villagers', of: 'adults', have: 3, needed: 3, members: 30, due },
};

const folded = (...events: ConsultationEvent[]) => {
  const record = recorder(topic, place.body);
  const { documents } = projectInMemory(
    topics,
    events.map((event) => record(event)),
  );
  return documents.get(topic);
};

describe('topics', () => {
  it('count supporters with and against each threshold, as of the last one', () => {
    expect(folded(proposed)?.support).toEqual([{ of: 'adults', have: 0 }]);
    expect(folded(proposed, supported('p1'), supported('p2', 41))).toMatchObject({
      supporters: 2,
      support: [{ of: 'adults', have: 2, members: 41, needed: 5 }],
    });
    expect(folded(proposed, supported('p1'), takenBack)).toMatchObject({
      supporters: 0,
      support: [{ have: 0, members: 30 }],
    });
  });
  it('wait for the body that has to call the assembly until it is called, though a procedure is begun', () => {
    const begun = { type: 'proceeding-begun', data: { topic } } as ConsultationEvent;
    expect(folded(proposed, demanded)?.waitsFor).toBe(place.body);
    expect(folded(proposed, demanded, begun)).toMatchObject({ isInProcedure: true, waitsFor: place.body });
    const overdue: TopicEvent = { type: 'assembly-overdue', data: { topic } };
    const called = (opensAt: string, binding = true, assembly = 'households') =>
      ({
        type: 'ballot-called',
        data: { topic, binding, rule: { assembly }, times: { opensAt } },
      }) as ConsultationEvent;
    const [inTime, late] = ['2026-04-20T15:59:59.999Z', due.endsAt];
    expect(folded(proposed, demanded, called(inTime))?.waitsFor).toBeUndefined();
    for (const other of [called(late), called(inTime, false), called(inTime, true, 'representatives')])
      expect(folded(proposed, demanded, other)?.waitsFor).toBe(place.body);
    expect(folded(proposed, demanded, overdue, called(late))?.waitsFor).toBeUndefined();
    const adopted = (assembly: string) =>
      ({ type: 'resolution-adopted', data: { topic, assembly } }) as ConsultationEvent;
    expect(folded(proposed, demanded, adopted('representatives'))?.waitsFor).toBe(place.body);
    expect(folded(proposed, demanded, adopted('villagers'))?.waitsFor).toBeUndefined();
    expect(folded(proposed, demanded, overdue)).toMatchObject({ waitsFor: place.body, demanded: { overdue: true } });
  });
  it('keep every text and every summary', () => {
    const revised: TopicEvent = { type: 'topic-revised', data: { topic, version: 2, ...text, text: digest('other') } };
    const summary = (version: number): TopicEvent => ({
      type: 'topic-summarised',
      data: { topic, version, text: digest(`summary${version}`) },
    });
    const document = folded(proposed, revised, summary(1), summary(2));
    expect(document?.versions.map((one) => one.text)).toEqual([digest('text'), digest('other')]);
    expect(document?.summaries.map(({ version }) => version)).toEqual([1, 2]);
  });
  it('add to the statistics of their year', () => {
    const record = recorder(topic, place.body);
    // New year in Shanghai begins in the old one of UTC.
    const events = [record(proposed, { time: '2025-12-31T16:00:00.000Z' }), record(demanded)];
    const document = projectInMemory(topics, events).documents.get(topic);
    expect(document && topics.contribution?.(document)).toEqual([
      {
        ...{ division: place.division, bucket: 'villagers-committee|2026' },
        counts: { topics: 1, demanded: 1, assembliesOverdue: 0 },
      },
    ]);
  });
});

it('supports are there as long as they are given', () => {
  const record = recorder(topic, place.body);
  const key = supportKey(topic, 'p1');
  expect(projectInMemory(supports, [record(supported('p1'))]).documents.get(key)).toMatchObject({ version: 1 });
  expect(projectInMemory(supports, [record(supported('p1')), record(takenBack)]).documents.get(key)).toBe(undefined);
});

describe('comments', () => {
  const made = (comment: string, parent?: string): TopicEvent => ({
    type: 'comment-made',
    data: {
      ...{ comment, topic, ...place, stance: 'for', text: digest(comment), author: 'p1', proposer: false },
      ...(parent === undefined ? {} : { parent }),
    },
  });
  const all = (...events: TopicEvent[]) => {
    const record = recorder('comment', place.body);
    return projectInMemory(
      comments,
      events.map((event) => record(event)),
    ).documents;
  };
  it('know their thread and how many replies it has', () => {
    const found = all(made('c1'), made('c2', 'c1'), made('c3', 'c1'));
    expect([found.get('c1'), found.get('c2')]).toMatchObject([
      { parent: '', replies: 2 },
      { parent: 'c1', replies: 0 },
    ]);
  });
  it('keep every text, every folding, its appeal and its decision', () => {
    const history: TopicEvent[] = [
      made('c1'),
      { type: 'comment-edited', data: { comment: 'c1', version: 2, text: digest('second') } },
      { type: 'comment-folded', data: { comment: 'c1', ground: 'insult', reason: digest('reason') } },
      { type: 'folding-appealed', data: { comment: 'c1', text: digest('appeal'), due } },
    ];
    expect(all(...history).get('c1')).toMatchObject({ isFolded: true, waitsFor: place.body, appealDue: due.endsAt });
    const decided: TopicEvent = {
      type: 'folding-decided',
      data: { comment: 'c1', unfolded: true, reasons: digest('reasons') },
    };
    expect(all(...history, decided).get('c1')).toMatchObject({
      ...{ isFolded: false, waitsFor: undefined, versions: [{ version: 1 }, { version: 2 }] },
      foldings: [{ ground: 'insult', appeal: { text: digest('appeal') }, decision: { unfolded: true } }],
    });
  });
});

describe('suggestions', () => {
  const suggestion = 'suggestion-1';
  const made = (open: boolean): ConsultationEvent => ({
    type: 'suggestion-made',
    data: { suggestion, ...place, open, title: digest('t'), text: digest('x'), photos: [], suggester: 'p1', due },
  });
  const answered: ConsultationEvent = {
    type: 'suggestion-answered',
    data: { suggestion, text: digest('answer'), attachments: [] },
  };
  const unsettled: ConsultationEvent = {
    type: 'suggestion-settled',
    data: { suggestion, settled: false, reason: digest('why'), due },
  };
  const state = (...events: ConsultationEvent[]) => {
    const record = recorder(suggestion, place.body);
    return projectInMemory(
      suggestions,
      events.map((event) => record(event)),
    ).documents.get(suggestion);
  };
  it('are found by the village where they are open, by nobody but their index of private ones else', () => {
    expect(state(made(true))?.openTo).toBe(place.body);
    expect(state(made(false))?.openTo).toBe(undefined);
  });
  it('wait for an answer, and again where it did not settle them', () => {
    expect(state(made(true))).toMatchObject({ status: 'waiting', waitsFor: place.body, due });
    expect(state(made(true), answered)).toMatchObject({ status: 'answered', waitsFor: undefined, due: undefined });
    expect(state(made(true), answered, unsettled)).toMatchObject({
      ...{ status: 'waiting', waitsFor: place.body, due },
      answers: [{ settled: false, reason: digest('why') }],
    });
  });
  it('add to the statistics what became of them', () => {
    const overdue: ConsultationEvent = { type: 'suggestion-overdue', data: { suggestion } };
    const taken: ConsultationEvent = { type: 'suggestion-taken-up', data: { suggestion, topic } };
    const document = state(made(true), overdue, taken);
    expect(document && suggestions.contribution?.(document)).toMatchObject([
      { counts: { suggestions: 1, answered: 0, settled: 0, overdue: 1, takenUp: 1 } },
    ]);
  });
});
