import { randomUUID } from 'node:crypto';
import type { ConsultationEvent, DisclosureEvent } from '@cunjian/contracts';
import { digestOf } from '@cunjian/personal-data';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  codesOf,
  collective,
  committee,
  ok,
  openConsultation,
  png,
  settle,
  upload,
  village,
  type Harness,
  type PersonName,
} from './harness.ts';
import { countedBallot, tally } from './procedures.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await openConsultation();
  await settle(harness);
});
afterEach(() => harness.close());

const commandId = randomUUID;
const topic = 'topic-road';
const digest = (of: string) => of.padEnd(43, 'd') as never;
const today = '2026-04-10';

/** As the specs of topics have them made; here one is simply there. */
const proposed: Extract<ConsultationEvent, { type: 'topic-proposed' }> = {
  type: 'topic-proposed',
  data: {
    ...{ topic, division: village, body: committee, bodyKind: 'villagers-committee', matter: 'public-works' },
    ...{ title: digest('title'), text: digest('text'), attachments: [], proposer: 'person-villager' },
  },
};

const begin = async (kind: 'four-deliberations' | 'simple-consultation' = 'four-deliberations') => {
  await harness.register(topic, village, committee, proposed);
  const { proceeding } = await ok(harness.acting('chair').proceedings.begin({ commandId: commandId(), topic, kind }));
  return proceeding;
};

const minutesOf = async () => ({ file: await upload(harness, png(1)), name: '会议记录.png' });

const meeting = async (
  by: PersonName,
  proceeding: string,
  step: 'party-branch-proposes' | 'committees-consult' | 'party-members-deliberate',
  present: number,
) => {
  const assembly = (
    {
      'party-branch-proposes': 'party-branch',
      'committees-consult': 'committees',
      'party-members-deliberate': 'party-members',
    } as const
  )[step];
  const hands = { present, for: present, against: 0, abstained: 0 };
  const minutes = await minutesOf();
  const given = { commandId: commandId(), proceeding, step, on: today, assembly, members: 3, hands, minutes };
  return ok(harness.acting(by).proceedings.record(given));
};

const deliberate = async (proceeding: string) => {
  harness.registry.fill('committees', 3);
  await meeting('secretary', proceeding, 'party-branch-proposes', 3);
  await meeting('chair', proceeding, 'committees-consult', 3);
  await meeting('secretary', proceeding, 'party-members-deliberate', 4);
};

const decide = async (inFavour = 4) => {
  const proceeding = await begin();
  await deliberate(proceeding);
  await harness.register(
    'ballot-road',
    village,
    committee,
    ...countedBallot({ ballot: 'ballot-road', proceeding, topic }, inFavour),
  );
  await harness.react();
  return proceeding;
};

const adopt = async (proceeding: string) =>
  ok(
    harness.acting('clerk').resolutions.adopt({
      ...{ commandId: commandId(), proceeding, title: '修路', text: '修通上村到下村的路' },
      ...{ responsible: 'chair', due: '2026-10-01', budget: 12_000_000 },
    }),
  );
const viewOf = async (proceeding: string, by: PersonName = 'villager') => {
  await harness.catchUp();
  return (await harness.as(by).proceedings.get({ ids: [proceeding] })).value[0];
};
const resolutionOf = async (resolution: string, by: PersonName = 'villager') => {
  await harness.catchUp();
  return (await harness.as(by).resolutions.get({ ids: [resolution] })).value[0];
};

describe('the evidence of a resolution', () => {
  it('opens the digests of the event that adopted it to whoever may read it, and to nobody else', async () => {
    const { resolution } = await adopt(await decide());
    const shown = await resolutionOf(resolution);
    const { store, catalogue } = harness.consultation.runtime;
    const stored = shown && (await store.readEvent(BigInt(shown.position)));
    const event = stored && catalogue.decode(stored);
    expect(event).toMatchObject({ name: 'resolution-adopted', id: shown?.event });
    const { title, text } = event?.data as Readonly<Record<'title' | 'text', string>>;
    const evidence = async (by: PersonName) =>
      (await harness.as(by).resolutions.evidence({ ids: [resolution] })).value.flatMap(({ values }) => values);
    const values = await evidence('villager');
    expect(values.map(({ digest }) => digest)).toEqual([title, text]);
    for (const value of values)
      expect(value.state === 'open' && digestOf(Buffer.from(value.salt, 'base64'), value.value)).toBe(value.digest);
    expect(await evidence('outsider')).toEqual([]);
  });
});

describe('四议两公开', () => {
  it('runs from a topic to a published result', async () => {
    const proceeding = await decide();
    expect(await viewOf(proceeding)).toMatchObject({ status: 'under-way', next: 'decision-published', topic });
    const { resolution } = await adopt(proceeding);
    expect(await resolutionOf(resolution)).toMatchObject({
      ...{ number: '2026-1', title: '修路', status: 'adopted', assembly: 'representatives', budget: 12_000_000 },
      arithmetic: { members: 6, present: 5, needed: 3, outcome: 'adopted' },
      responsible: 'person-chair',
      responsibleOffice: 'chair',
      publishDue: { lastDay: '2026-04-15' },
    });
    const on = () => ({ commandId: commandId(), resolution });
    const clerk = harness.acting('clerk').resolutions;
    await ok(clerk.publish({ ...on(), on: today, places: ['上村'] }));
    await harness.react();
    expect(await viewOf(proceeding)).toMatchObject({ next: 'villagers-appraise', resolution });
    const photos = [{ file: await upload(harness, png(2)), name: '新路.png' }];
    await ok(clerk.report({ ...on(), text: '路修好了', photos, done: true, spent: 11_000_000 }));
    expect(await codesOf(clerk.publishResult({ ...on(), on: today, places: ['上村'] }))).toEqual([
      'resolution.step-missing',
    ]);
    const appraised = {
      commandId: commandId(),
      proceeding,
      step: 'villagers-appraise',
      on: today,
      text: '满意',
    } as const;
    await ok(harness.acting('clerk').proceedings.record(appraised));
    await ok(clerk.publishResult({ ...on(), on: today, places: ['上村', '下村'] }));
    await harness.react();
    expect(await viewOf(proceeding)).toMatchObject({ status: 'completed' });
    expect(await resolutionOf(resolution)).toMatchObject({ status: 'concluded', reports: [{ text: '路修好了' }] });
  });

  it('counts the members of each meeting by the register, and those of the branch as entered', async () => {
    const proceeding = await begin();
    await deliberate(proceeding);
    const steps = (await viewOf(proceeding))?.steps.slice(0, 3).map(({ taken }) => taken[0]?.arithmetic);
    expect(steps).toMatchObject([
      { members: 3, present: 3 },
      { members: 3, present: 3 },
      { members: 5, present: 4, base: 5, majorityOf: 'members' },
    ]);
  });

  it('of a collective is begun and taken from its first step by its own chair', async () => {
    const ofCollective = { body: collective, bodyKind: 'collective', matter: 'budget' } as const;
    await harness.register(topic, village, collective, {
      type: 'topic-proposed',
      data: { ...proposed.data, ...ofCollective },
    });
    const { proceedings } = harness.acting('collectiveChair');
    const { proceeding } = await ok(proceedings.begin({ commandId: commandId(), topic, kind: 'four-deliberations' }));
    harness.registry.fill('committees', 3);
    await meeting('collectiveChair', proceeding, 'party-branch-proposes', 3);
    await meeting('collectiveChair', proceeding, 'committees-consult', 3);
    await meeting('collectiveChair', proceeding, 'party-members-deliberate', 4);
    expect(await viewOf(proceeding, 'shareholder')).toMatchObject({ next: 'assembly-decides' });
  });

  it('ends where the assembly rejects it: there is nothing to adopt, and the topic may be taken up again', async () => {
    const proceeding = await decide(1);
    expect(await viewOf(proceeding)).toMatchObject({ status: 'rejected' });
    const refused = harness.acting('clerk').resolutions.adopt({
      ...{ commandId: commandId(), proceeding, title: '修路', text: '修', responsible: 'chair', due: '2026-10-01' },
    });
    expect(await codesOf(refused)).toEqual(['resolution.not-decided']);
    const again = await ok(
      harness.acting('chair').proceedings.begin({ commandId: commandId(), topic, kind: 'four-deliberations' }),
    );
    expect(again.proceeding).not.toBe(proceeding);
    await harness.catchUp();
    const { value } = await harness.as('villager').proceedings.ofTopics({ topics: [topic] });
    expect(value[0]?.proceedings.map(({ status }) => status)).toEqual(['rejected', 'under-way']);
  });

  it('is one at a time, however often its beginning is sent', async () => {
    const proceeding = await begin();
    const id = commandId();
    const twice = () => harness.acting('chair').proceedings.begin({ commandId: id, topic, kind: 'four-deliberations' });
    expect(await codesOf(twice())).toEqual(['proceeding.exists']);
    expect(await viewOf(proceeding)).toMatchObject({ kind: 'four-deliberations' });
  });
});

describe('begun', () => {
  it('answers again what it answered', async () => {
    await harness.register(topic, village, committee, proposed);
    const id = commandId();
    const once = () =>
      ok(harness.acting('chair').proceedings.begin({ commandId: id, topic, kind: 'four-deliberations' }));
    expect(await once()).toEqual(await once());
  });
  it('needs a topic that stands, and a rule', async () => {
    const start = (given: object) =>
      codesOf(
        harness
          .acting('chair')
          .proceedings.begin({ commandId: commandId(), topic, kind: 'four-deliberations', ...given }),
      );
    await harness.register(topic, village, committee, proposed);
    expect(await start({ kind: 'collective-decision' })).toEqual(['procedure.no-rule']);
    expect(await start({ kind: 'group-decision' })).toEqual(['proceeding.group-missing']);
    await harness.register(topic, village, committee, {
      type: 'topic-withdrawn',
      data: { topic, reason: digest('no') },
    });
    expect(await start({})).toEqual(['proceeding.topic-withdrawn']);
    expect(await start({ topic: 'topic-none' })).toEqual(['access.denied']);
  });
});

describe('a ballot for its step', () => {
  const ballotFor = (proceeding: string, change: object = {}) =>
    harness.acting('clerk').ballots.convene({
      ...{ commandId: commandId(), body: committee, assembly: 'representatives', matter: 'public-works' },
      ...{ title: '修路', text: '是否同意', question: { kind: 'yes-no' }, secrecy: 'open', channels: ['online'] },
      times: { opensAt: '2026-05-01T01:00:00Z', closesAt: '2026-05-03T10:00:00Z' },
      ...{ proceeding, ...change },
    });

  it('is called in its turn, for the body, the matter and the assembly of the procedure', async () => {
    const proceeding = await begin();
    expect(await codesOf(ballotFor(proceeding))).toEqual(['proceeding.wrong-order']);
    await deliberate(proceeding);
    expect(await codesOf(ballotFor(proceeding, { matter: 'general' }))).toEqual(['proceeding.other-subject']);
    expect(await codesOf(ballotFor(proceeding, { assembly: 'group', group: '1' }))).toEqual([
      'proceeding.other-subject',
    ]);
    expect(await codesOf(ballotFor(proceeding, { assembly: 'party-members' }))).toEqual(['proceeding.wrong-body']);
    const times = { opensAt: '2026-04-11T01:00:00Z', closesAt: '2026-05-03T10:00:00Z' };
    expect(await codesOf(ballotFor(proceeding, { times }))).toEqual(['ballot.notice-too-short']);
    const { ballot } = await ok(ballotFor(proceeding, { binding: false }));
    await harness.catchUp();
    const { value } = await harness.as('villager').ballots.get({ ids: [ballot] });
    expect(value[0]).toMatchObject({ binding: true, rule: { assembly: 'representatives' } });
  });

  it('of a poll binds nobody, whatever its caller says', async () => {
    const proceeding = await begin('simple-consultation');
    const text = { step: 'discussion', on: today, text: '多数赞成' } as const;
    await ok(harness.acting('clerk').proceedings.record({ commandId: commandId(), proceeding, ...text }));
    const { ballot } = await ok(ballotFor(proceeding, { assembly: 'villagers', binding: true }));
    await harness.catchUp();
    const { value } = await harness.as('villager').ballots.get({ ids: [ballot] });
    expect(value[0]?.binding).toBe(false);
    expect(value[0]?.rule.quorum).toBeUndefined();
  });
});

/** As a collective's own procedure leaves them; here they are simply there. */
const deliberatedInCollective = async (name: string) => {
  const [proceeding, resolution] = [`proceeding-${name}`, `resolution-${name}`];
  const ofCollective = {
    topic,
    division: village,
    body: collective,
    bodyKind: 'collective',
    matter: 'budget',
  } as const;
  const step = { step: 'assembly-decides', form: 'ballot', mayMergeWithNext: false, binding: true } as const;
  await harness.register(proceeding, village, collective, {
    type: 'proceeding-begun',
    data: {
      ...{ ...ofCollective, proceeding, on: today },
      procedure: {
        kind: 'collective-decision',
        rules: [],
        steps: [{ ...step, decides: [], actors: ['collective-chair'] }],
      },
    },
  });
  await harness.register(resolution, village, collective, {
    type: 'resolution-adopted',
    data: {
      ...{ ...ofCollective, proceeding, resolution, number: '2026-1', title: digest('title'), text: digest('text') },
      ...{ assembly: 'collective-members', adoptedOn: today, due: '2026-10-01' },
      ...{ responsible: 'person-shareholder', arithmetic: tally(4), rules: [] },
    },
  });
};

describe('a list of the village', () => {
  it('fills its pages with what the caller may read, and tells nothing of a collective to others', async () => {
    const proceeding = await begin();
    for (const name of ['a', 'b', 'c']) await deliberatedInCollective(name);
    await harness.catchUp();
    const read = async (name: PersonName) => {
      const { proceedings, resolutions } = harness.as(name);
      const asked = { division: village, first: 2 };
      const [some, adopted] = [await proceedings.list(asked), await resolutions.list(asked)];
      return [
        some.value.items.map(({ item }) => item.proceeding),
        some.value.hasMore,
        adopted.value.items.map(({ item }) => item.resolution),
        adopted.value.hasMore,
      ];
    };
    expect(await read('villager')).toEqual([[proceeding], false, [], false]);
    expect(await read('shareholder')).toEqual([
      ['proceeding-c', 'proceeding-b'],
      true,
      ['resolution-c', 'resolution-b'],
      true,
    ]);
    expect(await read('outsider')).toEqual([[], false, [], false]);
  });
});

describe('what a resolution names', () => {
  const disclosure = `disclosure-${committee}-2026Q2`;
  const term = { days: 5, unit: 'calendar', firstDayCounts: false, holidayAtEnd: 'none' } as const;
  const published: DisclosureEvent = {
    type: 'disclosure-published',
    data: {
      ...{ disclosure, body: committee, bodyKind: 'villagers-committee', division: village, period: '2026Q2' },
      ...{ from: '2026-04-01', to: '2026-06-30', version: 1 },
      procedure: {
        ...{ steps: ['publication'], rules: [] },
        opinion: { reviewer: 'supervision-committee', within: term, rules: [] },
        posting: { boards: 'village', stays: term, rules: [] },
        objection: { within: term, countsFrom: 'publication', replyWithin: term, rules: [] },
        escalation: { levels: ['town'], raiseWithin: term, decideWithin: term, rules: [] },
      },
      content: {
        accounts: [
          {
            ...{ account: '现金', book: '村账', opening: 300, closing: 0 },
            lines: [
              {
                ...{ line: 'l1', date: '2026-05-01', voucher: '1', entry: 1, summary: digest('road') },
                ...{ account: '514', kind: 'expenditure', receipt: 0, payment: 300 },
              },
            ],
          },
        ],
        ...{ sections: [], attachments: [] },
      },
    },
  };

  it('is found from the disclosure that paid for it, and back', async () => {
    const { resolution } = await adopt(await decide());
    await harness.register(disclosure, village, committee, published);
    const clerk = harness.acting('clerk').resolutions;
    const on = () => ({ commandId: commandId(), resolution });
    await ok(clerk.publish({ ...on(), on: today, places: ['上村'] }));
    const report = { text: '付款', done: false, photos: [], disclosure };
    expect(await codesOf(clerk.report({ ...on(), ...report, disclosure: 'disclosure-x-2026Q2' }))).toEqual([
      'resolution.unknown-disclosure',
    ]);
    expect(await codesOf(clerk.report({ ...on(), ...report, line: 'l9' }))).toEqual(['resolution.unknown-line']);
    await ok(clerk.report({ ...on(), ...report, line: 'l1', spent: 300 }));
    await harness.catchUp();
    const links = async (by: PersonName) =>
      (await harness.as(by).resolutions.ofDisclosures({ disclosures: [disclosure] })).value;
    expect(await links('villager')).toMatchObject([{ disclosure, links: [{ resolution, line: 'l1', spent: 300 }] }]);
    expect(await links('outsider')).toEqual([{ disclosure, links: [] }]);
  });

  it('must belong to the village', async () => {
    const proceeding = await decide();
    const refused = harness.acting('clerk').resolutions.adopt({
      ...{ commandId: commandId(), proceeding, title: '修路', text: '修', due: '2026-10-01' },
      responsible: 'person-outsider',
    });
    expect(await codesOf(refused)).toEqual(['resolution.responsible-unknown']);
  });
});

describe('who reads and who acts', () => {
  it('nobody of another village, nor a department', async () => {
    const proceeding = await begin();
    expect(await viewOf(proceeding, 'outsider')).toBeUndefined();
    await harness.catchUp();
    const { value } = await harness.acting('townOfficer').proceedings.get({ ids: [proceeding] });
    expect(value).toEqual([]);
    expect((await harness.acting('auditor').proceedings.get({ ids: [proceeding] })).value).toHaveLength(1);
  });
  it('in the office that the rule names', async () => {
    const proceeding = await begin();
    expect((await viewOf(proceeding))?.actions).toEqual([]);
    const actions = async (name: PersonName) =>
      (await harness.acting(name).proceedings.get({ ids: [proceeding] })).value[0]?.actions;
    expect(await actions('secretary')).toEqual(['call-meeting', 'record-step', 'abandon']);
    expect(await actions('chair')).toEqual(['abandon']);
  });
});

describe('time', () => {
  it('makes it overdue, and shows it as without a result after a year', async () => {
    const { resolution } = await adopt(await decide());
    await harness.react();
    harness.clock.advance(180 * 86_400_000);
    await harness.react();
    expect(await resolutionOf(resolution)).toMatchObject({ overdue: true, withoutResult: false });
    harness.clock.advance(190 * 86_400_000);
    await harness.react();
    expect(await resolutionOf(resolution)).toMatchObject({ overdue: true, withoutResult: true });
  });
});

describe('statistics', () => {
  it('count what happened up to the county, and show villages without any', async () => {
    await adopt(await decide());
    await harness.catchUp();
    const asked = { divisions: ['330326000000', village, '330326101202'], year: '2026' };
    const { value } = await harness.acting('countyOfficer').statistics.get(asked);
    const one = { topics: 1, proceedings: 1, ballots: 1, members: 6, present: 5, resolutions: 1, overdue: 0 };
    expect(value).toMatchObject([
      { villages: 2, active: 1, silent: 1, ...one },
      { villages: 1, active: 1, silent: 0, ...one },
      { villages: 1, active: 0, silent: 1, topics: 0, resolutions: 0 },
    ]);
    expect((await harness.as('villager').statistics.get(asked)).value).toEqual([]);
  });
});
