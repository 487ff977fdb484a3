import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, done, granted, newCommandId, operatorAccount, type RunningRegistry } from './running-registry.ts';
import { farTown, farVillage, operatorOffice, startVillage, term, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const id = () => newCommandId();
const registrar = () => made.by(made.registrar);

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

const record = async (name: string) => {
  const given = { commandId: id(), division: village, kind: 'registered', name, household: '12', from: '2026-01-01' };
  const { person } = done(await registrar().residents.record(given as never));
  await registry.settle();
  return person;
};

describe('a registrar who has only heard of somebody of another township', () => {
  const idNumber = '11010519491231002X';
  const body = `${village}-vc`;
  let person: string;

  const admit = (given: object) =>
    registrar().members.admit({ commandId: id(), body, from: '2026-01-01', ...given } as never);

  beforeAll(async () => {
    const operator = registry.as(operatorAccount, operatorOffice);
    const government = { kind: 'government' as const, name: '松台街道办事处', division: farTown, from: '2000-01-01' };
    const office = done(await operator.bodies.establish({ commandId: id(), ...government }));
    await registry.settle();
    const seat = { body: office.body, kind: 'registrar' as const, name: '郑远', ...term };
    const seated = done(await operator.offices.give({ commandId: id(), ...seat } as never));
    await registry.settle();
    const second = registry.as('operator2@test', 'office-operator-2');
    const prepared = done(await operator.slips.prepare({ commandId: id(), person: seated.person }));
    await registry.settle();
    const issued = done(await second.slips.issue({ commandId: id(), slip: prepared.slip }));
    await registry.settle();
    const code = prepared.codeHalf + issued.codeHalf;
    done(await registry.as('far@test').accounts.bind({ commandId: id(), slip: prepared.slip, code }));
    await registry.settle();
    const far = registry.as('far@test', seated.office);
    const given = { division: farVillage, kind: 'registered', name: '方外', household: '1', from: '2026-01-01' };
    ({ person } = done(await far.residents.record({ commandId: id(), ...given, idNumber } as never)));
    await registry.settle();
  });

  it('is answered of her id what she is answered of an id that is nobody’s', async () => {
    const refusals = async (one: string) => {
      const answer = await admit({ persons: [one] });
      return answer.ok ? [] : answer.refusals.map(({ code, field, params }) => [code, field, Object.keys(params)]);
    };
    expect(await refusals(person)).toEqual([['person.unknown', 'persons[0]', ['person']]]);
    expect(await refusals('p-nobody')).toEqual(await refusals(person));
  });

  it('can’t record her as a relative, which would show the name, too', async () => {
    const here = await record('章外');
    const kinship = (one: string) =>
      registrar().residents.recordKinship({ commandId: id(), division: village, persons: [here, one], near: true });
    expect(codesOf(await kinship(person))).toEqual(['person.unknown']);
    expect(codesOf(await kinship('p-nobody'))).toEqual(['person.unknown']);
  });

  it('is answered of her number with another name what she is answered of a number that is nobody’s', async () => {
    const refusals = async (one: object) => {
      const answer = await admit({ fromElsewhere: [one] });
      return answer.ok ? [] : answer.refusals;
    };
    const wrong = await refusals({ idNumber, name: '方内' });
    expect(wrong).toMatchObject([{ code: 'person.unknown', field: 'fromElsewhere[0]' }]);
    expect(await refusals({ idNumber: '110105194912310011', name: '方内' })).toEqual(wrong);
  });

  it('admits her by her papers, who then stands on the roll', async () => {
    done(await admit({ fromElsewhere: [{ idNumber, name: '方外' }] }));
    await registry.settle();
    const roll = granted((await registrar().members.list({ body, first: 10 })).value);
    expect(roll.items).toMatchObject([{ person, name: '方外' }]);
  });

  it('sees the name she gave, where she records the number under a name that she made up', async () => {
    const given = { division: village, kind: 'resident', name: '化名', household: '9', from: '2026-01-01', idNumber };
    done(await registrar().residents.record({ commandId: id(), ...given } as never));
    await registry.settle();
    const roll = granted((await registrar().members.list({ body, first: 10 })).value);
    expect(roll.items).toMatchObject([{ person, name: '化名' }]);
  });
});
