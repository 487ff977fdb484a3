import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carryOut, data, newCommandId, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { committee, county, createWorld, png, upload, village, type World } from './world.ts';

let gateway: RunningGateway;
let world: World;
const as = (account: string): As => world.as(account);
beforeAll(async () => {
  gateway = await startGateway();
  world = await createWorld(gateway);
});
afterAll(() => gateway.close());

const today = (): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(new Date(gateway.clock.now()));

const fields = `id kind status next begunOn actions topic { id title } resolution { id } rules { citation status }
  steps { step form state binding actors decides { assembly majorityOf majority { numerator denominator } rules { rule } }
    taken { on passed text office { kind } minutes { name url } } }`;
const read = async (id: string, who: As) =>
  (await data(gateway, `query ($id: ID!) { proceeding(id: $id) { ${fields} } }`, { id }, who)).proceeding;
const errorOf = async (mutation: string, type: string, input: object, who: As, language = 'en') => {
  const query = `mutation ($i: ${type}!) { ${mutation}(input: $i) { userErrors { code message remedy field } } }`;
  const spoken = { ...who, headers: { 'accept-language': language } };
  const answer = await data(gateway, query, { i: { commandId: newCommandId(), ...input } }, spoken);
  return answer[mutation].userErrors[0];
};
const propose = async () => {
  const road = { body: committee, matter: 'PUBLIC_WORKS', title: '修村口的路', text: '雨天走不了' };
  return (await carryOut(gateway, 'proposeTopic', road, as('villager'), 'topic { id }')).topic.id as string;
};
const begin = async (kind: string) => {
  const topic = await propose();
  const selection = `receipt { note } proceeding { ${fields} }`;
  return carryOut(gateway, 'beginProceeding', { topic, kind }, as('chair'), selection);
};

describe('a procedure', () => {
  it('is begun by the rules in force, with a receipt, and stands under its topic', async () => {
    const { proceeding, receipt } = await begin('FOUR_DELIBERATIONS');
    expect(receipt.note).toContain(`receipt division ${village}`);
    expect(proceeding).toMatchObject({
      ...{ kind: 'FOUR_DELIBERATIONS', status: 'UNDER_WAY', next: 'PARTY_BRANCH_PROPOSES', begunOn: today() },
      topic: { title: '修村口的路' },
      resolution: null,
    });
    expect(proceeding.rules.map(({ status }: { status: string }) => status)).toContain('CARRIED_OVER');
    expect(proceeding.steps[0]).toMatchObject({ state: 'NEXT', form: 'MEETING', actors: ['PARTY_SECRETARY'] });
    expect(proceeding.steps[3]).toMatchObject({ step: 'ASSEMBLY_DECIDES', state: 'AHEAD', form: 'BALLOT' });
    const { topic } = await data(
      gateway,
      'query ($id: ID!) { topic(id: $id) { proceedings { id status } } }',
      { id: proceeding.topic.id },
      as('villager'),
    );
    expect(topic.proceedings).toEqual([{ id: proceeding.id, status: 'UNDER_WAY' }]);
    const { node } = await data(
      gateway,
      'query ($id: ID!) { node(id: $id) { __typename ... on Proceeding { next } } }',
      { id: proceeding.id },
      as('villager'),
    );
    expect(node).toEqual({ __typename: 'Proceeding', next: 'PARTY_BRANCH_PROPOSES' });
  });

  it('refuses a step out of its order in words, with the citation and what to do', async () => {
    const { proceeding } = await begin('FOUR_DELIBERATIONS');
    const early = { proceeding: proceeding.id, step: 'VILLAGERS_APPRAISE', on: today(), text: '好' };
    const en = await errorOf('recordStep', 'RecordStepInput', early, as('chair'));
    expect(en).toMatchObject({ code: 'proceeding.wrong-order', field: 'step', remedy: expect.any(String) });
    expect(en.message).toContain("party branch's proposal");
    expect(en.message).toContain('四议两公开');
    const zh = await errorOf('recordStep', 'RecordStepInput', early, as('chair'), 'zh');
    expect(zh.message).toContain('现在应先办“村党组织提议”');
  });

  it('takes its steps with their papers, which its readers may fetch and nobody else', async () => {
    const { proceeding } = await begin('SIMPLE_CONSULTATION');
    const minutes = { file: await upload(gateway, png(7), as('clerk')), name: '讨论记录.png' };
    const discussed = { proceeding: proceeding.id, step: 'DISCUSSION', on: today(), text: '多数赞成', minutes };
    await carryOut(gateway, 'recordStep', discussed, as('clerk'));
    const shown = await read(proceeding.id, as('villager'));
    expect(shown).toMatchObject({ next: 'ASSEMBLY_DECIDES', actions: [] });
    expect(shown.steps[0].taken).toMatchObject([
      { passed: true, text: '多数赞成', office: { kind: 'CLERK' }, minutes: { name: '讨论记录.png' } },
    ]);
    expect(shown.steps[1]).toMatchObject({ state: 'NEXT', binding: false });
    const { url } = shown.steps[0].taken[0].minutes;
    const status = async (account: string) => {
      const headers = { authorization: `Bearer ${as(account).token}` };
      return (await fetch(gateway.url + url, { headers })).status;
    };
    expect(await status('villager')).toBe(200);
    expect(await status('neighbour')).toBe(404);
    expect(await read(proceeding.id, as('neighbour'))).toBeNull();
    expect(await read(proceeding.id, as('county'))).toBeNull();
  });

  it('is given up with a reason that everybody reads', async () => {
    const { proceeding } = await begin('SIMPLE_CONSULTATION');
    const given = { proceeding: proceeding.id, reason: '并入另一议题' };
    const { proceeding: after } = await carryOut(
      gateway,
      'abandonProceeding',
      given,
      as('chair'),
      'proceeding { status reason steps { state } }',
    );
    expect(after).toMatchObject({ status: 'ABANDONED', reason: '并入另一议题' });
    expect(new Set(after.steps.map(({ state }: { state: string }) => state))).toEqual(new Set(['LEFT_OUT']));
  });

  it('has no resolution before its assembly decided', async () => {
    const { proceeding } = await begin('FOUR_DELIBERATIONS');
    const resolved = { proceeding: proceeding.id, title: '修路', text: '修', due: '2030-01-01' };
    const input = { ...resolved, responsible: as('chair').office };
    expect(await errorOf('adoptResolution', 'AdoptResolutionInput', input, as('clerk'))).toMatchObject({
      code: 'resolution.not-decided',
    });
    const unknown = { resolution: `resolution-${committee}-${newCommandId()}`, text: '修好了', done: false };
    expect(await errorOf('reportResolution', 'ReportResolutionInput', unknown, as('clerk'))).toMatchObject({
      code: 'access.denied',
    });
    const { resolutions } = await data(
      gateway,
      'query ($d: DivisionCode!) { resolutions(division: $d, first: 5) { stale edges { node { id } } } }',
      { d: village },
      as('villager'),
    );
    expect(resolutions.edges).toEqual([]);
  });
});

describe('figures of upper levels', () => {
  const query = `query ($d: DivisionCode!, $y: Int!, $p: Position) { consultationStatistics(division: $d, year: $y, atLeast: $p) {
    division { name } villages active silent proceedings
    children(first: 10) { edges { node { division { name } villages active silent } } } } }`;
  const asked = (who: As, position?: string) =>
    data(gateway, query, { d: county, y: Number(today().slice(0, 4)), p: position }, who);

  it('count villages that deliberate, and those that do not', async () => {
    const { position } = await begin('SIMPLE_CONSULTATION');
    const { consultationStatistics } = await asked(as('county'), position);
    expect(consultationStatistics).toMatchObject({ villages: 2, active: 1, silent: 1 });
    expect(consultationStatistics.proceedings).toBeGreaterThan(0);
    const town = { villages: 2, active: 1, silent: 1, division: { name: '鳌江镇' } };
    expect(consultationStatistics.children.edges).toEqual([{ node: town }]);
  });
  it('are for those who oversee the division', async () => {
    expect((await asked(as('villager'))).consultationStatistics).toBeNull();
  });
});
