import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, done, granted, newCommandId, type RunningRegistry } from './running-registry.ts';
import { otherVillage, startVillage, term, town, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const committee = `${village}-vc`;
const collective = `${village}-co`;
const registrar = () => made.by(made.registrar);
const clerk = () => made.by(made.clerk);
const id = () => newCommandId();

const record: Village['record'] = (name, more) => made.record(name, more);

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
  done(
    await registrar().bodies.establish({
      commandId: id(),
      kind: 'collective',
      name: '老涂村股份经济合作社',
      division: village,
      noticeBoards: ['老涂'],
      from: '2020-01-01',
    }),
  );
  await registry.settle();
});
afterAll(() => registry.close());

describe('who am I', () => {
  it('answers a visitor, and an account bound to nobody', async () => {
    const visitor = await registry.as().me.get({});
    expect(visitor.value).toMatchObject({ signedIn: false, person: null, offices: [], villages: [] });
    const stranger = await registry.as('stranger@test').me.get({});
    expect(stranger.value).toMatchObject({ signedIn: true, account: 'stranger@test', person: null });
  });

  it('answers an officer with offices and names', async () => {
    const { value } = await clerk().me.get({});
    expect(value).toMatchObject({
      signedIn: true,
      name: '吴文书',
      acting: made.clerk.office,
      offices: [{ kind: 'clerk', body: committee, bodyName: '老涂村村民委员会', divisionName: '老涂村委会' }],
      bindings: [{ account: 'clerk@test', method: 'activation-slip', status: 'bound', officerNames: ['周登记'] }],
    });
  });
});

describe('a resident', () => {
  it('is recorded, shown to the registrar in full and to a cadre without numbers', async () => {
    const person = await record('张三丰', { idNumber: '11010519491231002X', phone: '13800138000', group: '3' });
    const list = granted((await registrar().residents.list({ division: village, first: 10 })).value);
    const seen = list.items.find(({ resident }) => resident.person === person)?.resident;
    expect(seen).toMatchObject({ name: '张三丰', idNumber: '11010519491231002X', phone: '13800138000', group: '3' });
    const cadre = granted((await clerk().residents.list({ division: village, first: 10 })).value);
    const masked = cadre.items.find(({ resident }) => resident.person === person)?.resident;
    expect(masked).toMatchObject({ name: '张三丰', idNumber: '110*************2X', phone: '138****8000' });
  });

  it('is nobody else’s to read', async () => {
    const { value } = await registry.as('stranger@test').residents.list({ division: village, first: 10 });
    expect(value).toMatchObject({ refused: [{ code: 'access.denied' }] });
    const other = await clerk().residents.list({ division: otherVillage, first: 10 });
    expect(other.value).toMatchObject({ refused: [{ code: 'access.denied' }] });
  });

  it('has the same id in two villages, and one registration', async () => {
    const again = await registrar().residents.record({
      commandId: id(),
      division: otherVillage,
      kind: 'registered',
      name: '张三丰',
      idNumber: '11010519491231002x'.toUpperCase(),
      household: '1',
      from: '2026-01-01',
    } as never);
    expect(codesOf(again)).toEqual(['residency.registered-elsewhere']);
    const lives = await registrar().residents.record({
      commandId: id(),
      division: otherVillage,
      kind: 'resident',
      name: '张三丰',
      idNumber: '11010519491231002X',
      household: '1',
      from: '2026-01-01',
    } as never);
    const here = granted((await registrar().residents.list({ division: village, first: 10, search: '三丰' })).value);
    expect(done(lives).person).toBe(here.items[0]?.resident.person);
  });

  it('is found by part of the name, household or group', async () => {
    await record('欧阳修', { household: '77', group: '5' });
    for (const search of ['阳', '77', '5']) {
      const found = granted((await registrar().residents.list({ division: village, first: 10, search })).value);
      expect(found.items.map(({ resident }) => resident.name)).toEqual(['欧阳修']);
    }
  });

  it('is refused with a wrong identity number', async () => {
    const wrong = { commandId: id(), division: village, kind: 'registered', name: '李四', household: '1' };
    const answer = await registrar().residents.record({
      ...wrong,
      idNumber: '110105194912310021',
      from: '2026-01-01',
    } as never);
    expect(codesOf(answer)).toEqual(['residency.bad-id-number']);
  });

  it('is corrected where something differs, and only there', async () => {
    const person = await record('何二', { household: '15', phone: '13700137000' });
    const correct = (fields: object) =>
      registrar().residents.correct({ commandId: id(), division: village, person, ...fields } as never);
    const same = await correct({ name: '何二', phone: '13700137000', household: '15' });
    expect(same.ok && same.events).toEqual([]);
    done(await correct({ name: '何二', phone: '13700137001' }));
    await registry.settle();
    const found = granted((await registrar().residents.list({ division: village, first: 10, search: '何二' })).value);
    expect(found.items[0]?.resident).toMatchObject({ name: '何二', phone: '13700137001', household: '15' });
  });

  it('moves between households, and leaves', async () => {
    const person = await record('王五', { household: '20' });
    const neighbour = await record('王六', { household: '20' });
    const correct = { commandId: id(), division: village, person, household: '21' };
    done(await registrar().residents.correct(correct));
    await registry.settle();
    const households = async () =>
      granted((await registrar().residents.households({ division: village, first: 100 })).value).items;
    expect((await households()).find(({ household }) => household === '20')?.persons).toEqual([
      { person: neighbour, name: '王六' },
    ]);
    expect((await households()).find(({ household }) => household === '21')?.persons).toEqual([
      { person, name: '王五' },
    ]);
    const end = { commandId: id(), division: village, person, on: '2026-03-01', reason: 'moved' as const };
    done(await registrar().residents.end(end));
    await registry.settle();
    expect((await households()).map(({ household }) => household)).not.toContain('21');
  });

  it('moves to another village at once, before any read model has seen that she left', async () => {
    const person = await record('迁走的人', { household: '22' });
    const from = '2026-03-01';
    done(await registrar().residents.end({ commandId: id(), division: village, person, on: from, reason: 'moved' }));
    const there = {
      commandId: id(),
      division: otherVillage,
      kind: 'registered',
      name: '迁走的人',
      household: '2',
      from,
    };
    done(await registrar().residents.record({ ...there, person } as never));
  });

  it('sees what officials read of her, and villagers’ reads are not recorded', async () => {
    const person = await record('陈七', { household: '30' });
    await made.bind(person, 'chen@test');
    await clerk().residents.list({ division: village, first: 100 });
    const mine = await registry.as('chen@test').me.get({});
    expect(mine.value).toMatchObject({ name: '陈七', villages: [{ division: village, kind: 'registered' }] });
    const { value } = await registry.as('chen@test').me.reads({ first: 10 });
    expect(granted(value).items).toEqual([
      expect.objectContaining({ reader: made.clerk.person, officeKind: 'clerk', purpose: 'list of residents' }),
    ]);
    expect((await registry.as('stranger@test').me.reads({ first: 10 })).value).toMatchObject({
      refused: [{ code: 'access.denied' }],
    });
  });
});

describe('an office', () => {
  it('is public with its holder’s name, and over after its end', async () => {
    const given = { commandId: id(), body: committee, kind: 'committee-chair', name: '赵主任', ...term } as const;
    const { office } = done(await registrar().offices.give(given as never));
    await registry.settle();
    const { value } = await registry.as().offices.byBody({ bodies: [committee] });
    expect(value[0]?.offices.find((one) => one.office === office)).toMatchObject({ holderName: '赵主任', held: true });
    done(await registrar().offices.end({ commandId: id(), office, on: '2026-03-05', reason: 'resignation' }));
    await registry.settle();
    const now = await registry.as().offices.byBody({ bodies: [committee] });
    expect(now.value[0]?.offices.map((one) => one.office)).not.toContain(office);
    const past = await registry.as().offices.byBody({ bodies: [committee], past: true });
    expect(past.value[0]?.offices.find((one) => one.office === office)).toMatchObject({
      holderName: '赵*',
      held: false,
    });
  });

  it('is refused with the rule’s citation to a near relative, until the household is said not to be related', async () => {
    const chair = await record('孙主任', { household: '40' });
    const other = await record('孙监督', { household: '40' });
    const give = (kind: string, person: string) =>
      registrar().offices.give({ commandId: id(), body: committee, kind, person, ...term } as never);
    done(await give('committee-member', chair));
    await registry.settle();
    const refused = await give('supervision-chair', other);
    expect(refused.ok ? [] : refused.refusals).toEqual([
      expect.objectContaining({
        code: 'office.incompatible-relative',
        params: expect.objectContaining({ citation: expect.stringContaining('村民委员会组织法') }),
      }),
    ]);
    const unrelated = { commandId: id(), division: village, persons: [chair, other] as [string, string], near: false };
    done(await clerk().residents.recordKinship(unrelated));
    await registry.settle();
    done(await give('supervision-chair', other));
  });

  it('is not made an operator’s by a registrar', async () => {
    const body = `${town}-gov`;
    const given = { commandId: id(), body, kind: 'operator', name: '钱某', ...term };
    expect(codesOf(await registrar().offices.give(given as never))).toEqual(['office.operator-below']);
  });

  it('is given once, however often the command is sent', async () => {
    const given = { commandId: id(), body: collective, kind: 'collective-chair', name: '冯理事长', ...term };
    const first = await registrar().offices.give(given as never);
    const second = await registrar().offices.give(given as never);
    expect(done(second)).toEqual(done(first));
    expect(second.ok && second.repeated).toBe(true);
    expect(second.ok && second.events).toEqual(first.ok && first.events);
  });
});

describe('a roll', () => {
  it('is read by its members, with names, and by nobody of the other body', async () => {
    const member = await record('卫八', { household: '50' });
    await made.bind(member, 'wei@test');
    done(await registrar().members.admit({ commandId: id(), body: collective, persons: [member], from: '2026-01-01' }));
    await registry.settle();
    const mine = await registry.as('wei@test').members.list({ body: collective, first: 10 });
    expect(granted(mine.value)).toMatchObject({ total: 1, items: [{ person: member, name: '卫八' }] });
    const resident = await registry.as('chen@test').members.list({ body: collective, first: 10 });
    expect(resident.value).toMatchObject({ refused: [{ code: 'access.denied' }] });
    expect((await registry.as('wei@test').me.get({})).value.memberships).toEqual([
      expect.objectContaining({ body: collective, bodyName: '老涂村股份经济合作社' }),
    ]);
  });

  it('takes nobody whom the registry does not know', async () => {
    const admit = { commandId: id(), body: collective, persons: ['p-nobody'], from: '2026-01-01' };
    expect(codesOf(await registrar().members.admit(admit))).toEqual(['person.unknown']);
  });
});

describe('a contract with the township’s agency', () => {
  it('puts the agency beside the body until it ends', async () => {
    const agency = done(
      await registrar().bodies.establish({
        commandId: id(),
        kind: 'agency',
        name: '七都街道代理记账中心',
        division: town,
        from: '2020-01-01',
      }),
    ).body;
    await registry.settle();
    const sign = { agency, body: committee, ...term };
    const { contract } = done(await registrar().contracts.sign({ commandId: id(), ...sign }));
    await registry.settle();
    expect(codesOf(await registrar().contracts.sign({ commandId: id(), ...sign }))).toEqual(['contract.running']);
    const agencyOf = async () => (await registry.as().bodies.get({ bodies: [committee] })).value[0]?.agency;
    expect(await agencyOf()).toBe(agency);
    const { value } = await registry.as().contracts.byAgency({ agencies: [agency] });
    expect(value[0]?.contracts.map(({ body }) => body)).toEqual([committee]);
    done(await registrar().contracts.end({ commandId: id(), contract, on: '2026-03-05' }));
    await registry.settle();
    expect(await agencyOf()).toBeUndefined();
  });
});

describe('a body that is dissolved', () => {
  it('ends its offices and contracts, and the powers of who held them', async () => {
    const group = { kind: 'group-collective', number: 7, name: '七组', division: village, from: '2020-01-01' } as const;
    const { body } = done(await registrar().bodies.establish({ commandId: id(), ...group }));
    await registry.settle();
    const give = (kind: 'collective-chair' | 'reporter', from: string) =>
      registrar().offices.give({ commandId: id(), body, kind, name: '冯某', from, to: '2030-12-31' } as never);
    const { office } = done(await give('collective-chair', '2026-01-01'));
    const { office: later } = done(await give('reporter', '2027-01-01'));
    const agency = `${town}-agency`;
    const { contract } = done(
      await registrar().contracts.sign({ commandId: id(), agency, body, from: '2026-01-01', to: '2027-12-31' }),
    );
    await registry.settle();
    done(await registrar().bodies.dissolve({ commandId: id(), body, on: '2026-03-05' }));
    await registry.settle();
    const { value } = await registry.as().offices.get({ offices: [office, later] });
    expect(value.map((one) => [one.office, one.endedOn, one.held])).toEqual(
      expect.arrayContaining([
        [office, '2026-03-05', false],
        [later, '2027-01-01', false],
      ]),
    );
    const signed = (await registry.as().contracts.byBody({ bodies: [body] })).value[0]?.contracts;
    expect(signed).toEqual([expect.objectContaining({ contract, endedOn: '2026-03-05' })]);
    expect(codesOf(await give('collective-chair', '2026-04-01'))).toEqual(['body.unknown']);
    const again = { commandId: id(), agency, body, from: '2028-01-01', to: '2028-12-31' };
    expect(codesOf(await registrar().contracts.sign(again))).toEqual(['body.unknown']);
  });
});

describe('what is written', () => {
  it('holds no name, number or phone in the clear', async () => {
    const { events } = await registry.runtime.store.readAll({ limit: 10_000 });
    const written = events.map(({ bytes }) => Buffer.from(bytes).toString()).join('\n');
    expect(events.length).toBeGreaterThan(50);
    for (const secret of ['张三丰', '11010519491231002X', '13800138000', '吴文书', '赵主任'])
      expect(written).not.toContain(secret);
  });
});
