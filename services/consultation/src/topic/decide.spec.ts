import type { DemandOf, DemandRule } from '@cunjian/contracts';
import { atLeast, countDays, moreThan } from '@cunjian/statutes';
import { given } from '@cunjian/testing';
import { describe, expect, it } from '@jest/globals';
import { digest } from '../../test/example.ts';
import { topicDecider, type Standing, type TopicCommand } from './decide.ts';
import type { EventOfTopic } from './topic.ts';

const topic = 'topic-1';
const demand: DemandRule = {
  rules: [],
  assembly: 'villagers',
  thresholds: [
    { of: 'adults', share: atLeast(1, 10) },
    { of: 'representatives', share: atLeast(1, 3) },
  ],
  callWithin: { days: 10, unit: 'calendar', firstDayCounts: false, holidayAtEnd: 'none' },
};
const subject = {
  ...{ topic, division: '330326101201', body: 'body-a', proposer: 'p1', demand },
  ...({ bodyKind: 'villagers-committee', matter: 'general' } as const),
} as const;
const text = { title: digest('title'), text: digest('text'), attachments: [] };
const clock = { today: '2026-04-10', countDays };
const counts = [
  { of: 'adults', count: 30 },
  { of: 'representatives', count: 6 },
] as const;
const standing = (person: string, countsAs: readonly DemandOf[] = ['adults'], members = counts): Standing => ({
  ...{ person, countsAs, members },
});

const proposed: EventOfTopic = { type: 'topic-proposed', data: { ...subject, ...text } };
const supported = (person: string, countsAs: DemandOf[] = ['adults'], version = 1): EventOfTopic => ({
  type: 'topic-supported',
  data: { topic, person, version, countsAs, members: [...counts] },
});
const withdrawnBy = (person: string): EventOfTopic => ({
  type: 'support-withdrawn',
  data: { topic, person, countsAs: ['adults'] },
});
const demanded: EventOfTopic = {
  type: 'assembly-demanded',
  data: {
    ...{ topic, assembly: 'villagers', of: 'adults', have: 3, needed: 3, members: 30 },
    due: { ...countDays(demand.callWithin, clock.today), rules: [] },
  },
};
const withdrawn: EventOfTopic = { type: 'topic-withdrawn', data: { topic, reason: digest('reason') } };

const propose: TopicCommand & { do: 'propose' } = { do: 'propose', subject, text, standing: standing('p1'), ...clock };
const support = (person: string, countsAs?: readonly DemandOf[]): TopicCommand => ({
  ...{ do: 'support', standing: standing(person, countsAs), ...clock },
});
const revise: TopicCommand = { do: 'revise', person: 'p1', text, inProcedure: false };
const withdraw: TopicCommand = { do: 'withdraw', person: 'p1', reason: digest('reason'), inProcedure: false };
const takeBack: TopicCommand = { do: 'withdraw-support', person: 'p1' };
const summarise: TopicCommand = { do: 'summarise', text: digest('summary') };
const on = (...history: EventOfTopic[]) => given(topicDecider, ...history);

describe('no topic', () => {
  it('is proposed by a villager, who supports it', () => on().when(propose).then(proposed, supported('p1')));
  it('is proposed by a committee, which supports nothing', () =>
    on()
      .when({ ...propose, office: 'committee-chair', standing: undefined })
      .then({ type: 'topic-proposed', data: { ...proposed.data, office: 'committee-chair' } as never }));
  it.each([support('p2'), revise, withdraw, takeBack, summarise])('takes no $do', (command) =>
    on().when(command).refused('topic.unknown'),
  );
});

describe('open', () => {
  const history = [proposed, supported('p1')];
  it('is supported once by each', () => {
    on(...history)
      .when(support('p2'))
      .then(supported('p2'));
    on(...history)
      .when(support('p1'))
      .refused('topic.already-supported');
    on(...history)
      .when({ ...takeBack, person: 'p2' } as TopicCommand)
      .refused('topic.not-supported');
    on(...history)
      .when(takeBack)
      .then(withdrawnBy('p1'));
    on(...history, withdrawnBy('p1'))
      .when(support('p1'))
      .then(supported('p1'));
  });
  it('obliges with the very supporter with whom a threshold is reached, in the same append', () => {
    const two = [...history, supported('p2')];
    on(...two)
      .when(support('p3'))
      .then(supported('p3'), demanded);
    // Whoever belongs to no assembly counts towards none.
    on(...two)
      .when(support('youth', []))
      .then(supported('youth', []));
    on(...two, withdrawnBy('p2'))
      .when(support('p3'))
      .then(supported('p3'));
  });
  it('obliges by a third of the representatives, too', () => {
    const representative: DemandOf[] = ['adults', 'representatives'];
    on(proposed, supported('r1', representative))
      .when(support('r2', representative))
      .then(supported('r2', representative), {
        type: 'assembly-demanded',
        data: { ...demanded.data, of: 'representatives', have: 2, needed: 2, members: 6 } as never,
      });
  });
  it.each([
    [atLeast(1, 2), 4, 2],
    [moreThan(1, 2), 4, 3],
    [atLeast(2, 3), 5, 4],
    [atLeast(1, 10), 1, 1],
    [moreThan(1, 1_000), 7, 1],
  ])('reaches %j of %i with %i, and not with one fewer', (share, whole, needed) => {
    const of: DemandRule = { ...demand, thresholds: [{ of: 'adults', share }] };
    const members = [{ of: 'adults' as const, count: whole }];
    const by = (count: number) => {
      const events: EventOfTopic[] = [{ type: 'topic-proposed', data: { ...subject, demand: of, ...text } }];
      for (let at = 1; at < count; at++) events.push(supported(`p${at}`));
      return on(...events)
        .when({ do: 'support', standing: { person: `p${count}`, countsAs: ['adults'], members }, ...clock })
        .state();
    };
    expect(by(needed)).toHaveProperty('demanded');
    if (needed > 1) expect(by(needed - 1)).not.toMatchObject({ demanded: expect.anything() });
  });
  it('is reached by nobody where nobody belongs to the assembly', () => {
    const nobody = standing('p2', [], [{ of: 'adults', count: 0 }] as never);
    expect(
      on(proposed)
        .when({ do: 'support', standing: nobody, ...clock })
        .state(),
    ).not.toMatchObject({ demanded: expect.anything() });
  });
  it('is changed and withdrawn by its proposer alone, until a procedure is begun', () => {
    on(...history)
      .when(revise)
      .then({ type: 'topic-revised', data: { topic, version: 2, ...text } });
    on(...history)
      .when(withdraw)
      .then(withdrawn);
    on(...history)
      .when({ ...revise, person: 'p2' } as TopicCommand)
      .refused('topic.not-proposer');
    on(...history)
      .when({ ...withdraw, inProcedure: true } as TopicCommand)
      .refused('topic.in-procedure');
  });
  it('is changed no more once somebody else supports it', () =>
    on(...history, supported('p2', ['adults'], 1))
      .when(revise)
      .refused('topic.supported'));
  it('is supported as it reads then', () => {
    const revised: EventOfTopic = { type: 'topic-revised', data: { topic, version: 2, ...text } };
    on(...history, revised)
      .when(support('p2'))
      .then(supported('p2', ['adults'], 2));
  });
  it('is summarised again and again, each summary a version', () => {
    const first: EventOfTopic = { type: 'topic-summarised', data: { topic, version: 1, text: digest('summary') } };
    on(...history)
      .when(summarise)
      .then(first);
    on(...history, first)
      .when(summarise)
      .then({ type: 'topic-summarised', data: { topic, version: 2, text: digest('summary') } });
  });
  it('is proposed once', () =>
    on(...history)
      .when(propose)
      .refused('topic.exists'));
});

describe('demanded', () => {
  const history = [proposed, supported('p1'), supported('p2'), supported('p3'), demanded];
  const late: TopicCommand = { do: 'mark-overdue', now: '2026-04-20T16:00:00.000Z', called: false };
  it('stays so, whoever takes support back, and is not demanded twice', () => {
    expect(
      on(...history)
        .when(takeBack)
        .state(),
    ).toMatchObject({ demanded: { overdue: false } });
    on(...history, withdrawnBy('p1'))
      .when(support('p4'))
      .then(supported('p4'));
  });
  it.each([revise, withdraw])('is fixed: no $do', (command) =>
    on(...history)
      .when(command)
      .refused('topic.demanded'),
  );
  it('is overdue after its last day, once, and only where nobody has called the assembly', () => {
    on(...history)
      .when({ ...late, now: '2026-04-20T15:59:59.999Z' })
      .refused('topic.not-due');
    on(...history)
      .when(late)
      .then({ type: 'assembly-overdue', data: { topic } });
    on(...history)
      .when({ ...late, called: true })
      .then();
    on(...history, { type: 'assembly-overdue', data: { topic } })
      .when(late)
      .then();
  });
});

describe('withdrawn', () => {
  it.each([support('p2'), takeBack, revise, withdraw, summarise])('is over: no $do', (command) =>
    on(proposed, supported('p1'), withdrawn).when(command).refused('topic.withdrawn'),
  );
});
