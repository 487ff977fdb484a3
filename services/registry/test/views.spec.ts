import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { done, granted, newCommandId as id, type RunningRegistry } from './running-registry.ts';
import { startVillage, term, town, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const committee = `${village}-vc`;
const registrar = () => made.by(made.registrar);
const clerk = () => made.by(made.clerk);
const denied = { refused: [{ code: 'access.denied' }] };

const record = async (name: string, more: object = {}) => {
  const given = { commandId: id(), division: village, kind: 'registered', name, household: '12', from: '2026-01-01' };
  const { person } = done(await registrar().residents.record({ ...given, ...more } as never));
  await registry.settle();
  return person;
};

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

it('shows named residents, and page by page those who left', async () => {
  const stays = await record('赵一');
  const [early, late] = [await record('钱二'), await record('孙三')];
  const end = (person: string, on: string) =>
    registrar().residents.end({ commandId: id(), division: village, person, on, reason: 'moved' });
  done(await end(early, '2026-02-01'));
  done(await end(late, '2026-03-01'));
  await registry.settle();
  const asked = { division: village, persons: [late, 'p-nobody', stays] };
  const named = granted((await registrar().residents.get(asked)).value);
  expect(named.map(({ name, status }) => [name, status])).toEqual([
    ['孙三', 'ended'],
    ['赵一', 'belongs'],
  ]);
  const first = granted((await registrar().residents.former({ division: village, first: 1 })).value);
  expect(first.items.map(({ resident }) => resident.name)).toEqual(['孙三']);
  const after = first.items[0]?.cursor ?? '';
  const second = granted((await registrar().residents.former({ division: village, first: 1, after })).value);
  expect(second).toMatchObject({ hasMore: false, items: [{ resident: { name: '钱二', endedOn: '2026-02-01' } }] });
});

it('shows what is recorded of near relatives, to officers and to the two themselves', async () => {
  const [a, b, c] = [await record('李四'), await record('李五'), await record('李六')];
  const kinship = (persons: [string, string], near: boolean) =>
    clerk().residents.recordKinship({ commandId: id(), division: village, persons, near });
  done(await kinship([a, b], true));
  done(await kinship([c, b], true));
  done(await kinship([b, a], false));
  await made.bind(a, 'li@test');
  const all = granted((await clerk().residents.kinship({ division: village, first: 10 })).value);
  expect(all.items).toHaveLength(2);
  const own = granted(
    (await registry.as('li@test').residents.kinship({ division: village, person: a, first: 10 })).value,
  );
  expect(own.items.map(({ persons, near }) => [persons.map(({ name }) => name).sort(), near])).toEqual([
    [['李五', '李四'].sort(), false],
  ]);
  const others = await registry.as('li@test').residents.kinship({ division: village, person: b, first: 10 });
  expect(others.value).toMatchObject(denied);
});

it('shows who left a roll', async () => {
  const person = await record('周七');
  const body = `${village}-co`;
  const establish = { kind: 'collective' as const, name: '老涂村经济合作社', division: village, from: '2020-01-01' };
  done(await registrar().bodies.establish({ commandId: id(), ...establish }));
  await registry.settle();
  done(await registrar().members.admit({ commandId: id(), body, persons: [person], from: '2026-01-01' }));
  done(await registrar().members.remove({ commandId: id(), body, person, on: '2026-02-01' }));
  await registry.settle();
  const left = granted((await registrar().members.list({ body, status: 'left', first: 10 })).value);
  expect(left).toMatchObject({ total: 1, items: [{ name: '周七', until: '2026-02-01' }] });
  expect(granted((await registrar().members.list({ body, first: 10 })).value).total).toBe(0);
});

it('shows the contracts of an agency with the names of the bodies', async () => {
  const given = { kind: 'agency' as const, name: '七都街道三资代理中心', division: town, from: '2020-01-01' };
  const { body: agency } = done(await registrar().bodies.establish({ commandId: id(), ...given }));
  await registry.settle();
  done(await registrar().contracts.sign({ commandId: id(), agency, body: committee, ...term }));
  await registry.settle();
  const { items } = granted((await registry.as().contracts.list({ agency, first: 10 })).value);
  expect(items).toMatchObject([{ bodyName: '老涂村村民委员会', inForce: true, contract: { body: committee } }]);
});

it('shows a person what a village keeps of her, and what was done about it', async () => {
  const person = await record('吴八', { phone: '13800138000', birthDate: '1980-01-01' });
  await made.bind(person, 'wu@test');
  const she = registry.as('wu@test');
  const hide = { division: village, person, fields: ['phone' as const], restricted: true };
  done(await she.personalData.restrict({ commandId: id(), ...hide }));
  const erase = { division: village, person, fields: ['birthDate' as const], reason: 'request' as const };
  done(await registrar().personalData.erase({ commandId: id(), ...erase }));
  await registry.settle();
  const { fields } = granted((await she.personalData.of({ division: village, person })).value);
  expect(fields).toEqual([
    { field: 'name', state: 'kept', mustStay: true },
    { field: 'idNumber', state: 'none', mustStay: true },
    { field: 'phone', state: 'restricted', mustStay: false },
    { field: 'birthDate', state: 'erased', mustStay: false },
  ]);
  const acts = granted((await she.personalData.acts({ division: village, person, first: 10 })).value);
  expect(acts.items.map(({ act }) => [act.kind, act.reason, act.values]).sort()).toEqual([
    ['erased', 'request', 1],
    ['restricted', undefined, 1],
  ]);
  expect((await she.personalData.acts({ division: village, first: 10 })).value).toMatchObject(denied);
  const stranger = await registry.as('stranger@test').personalData.of({ division: village, person });
  expect(stranger.value).toMatchObject(denied);
});
