import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, done, granted, newCommandId, operatorAccount, type RunningRegistry } from './running-registry.ts';
import { operatorOffice, otherVillage, startVillage, term, town, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const id = () => newCommandId();
const registrar = () => made.by(made.registrar);
const clerk = () => made.by(made.clerk);

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

const record = async (name: string, more: object = {}) => {
  const given = { commandId: id(), division: village, kind: 'registered', name, household: '12', from: '2026-01-01' };
  const { person } = done(await registrar().residents.record({ ...given, ...more } as never));
  await registry.settle();
  return person;
};

const issue = async (person: string) => {
  const prepared = done(await registrar().slips.prepare({ commandId: id(), person }));
  await registry.settle();
  const issued = done(await clerk().slips.issue({ commandId: id(), slip: prepared.slip }));
  await registry.settle();
  return { slip: prepared.slip, code: prepared.codeHalf + issued.codeHalf };
};

const personOf = async (account: string) => (await registry.as(account).me.get({})).value.person;

describe('a stranger who has seen the command of somebody who activates her account', () => {
  it('does not become her by sending it again', async () => {
    const person = await record('蒋九');
    const { slip, code } = await issue(person);
    const commandId = id();
    done(await registry.as('jiang@test').accounts.bind({ commandId, slip, code }));
    await registry.settle();
    const again = await registry.as('thief@test').accounts.bind({ commandId, slip, code: 'x' });
    await registry.settle();
    expect(codesOf(again)).toEqual(['slip.wrong-code']);
    expect(await personOf('thief@test')).toBeNull();
    expect(await personOf('jiang@test')).toBe(person);
  });
});

describe('one officer alone', () => {
  it('does not get the other half of a code by sending the other officer’s command', async () => {
    const person = await record('沈十');
    const commandId = id();
    const first = done(await registrar().slips.prepare({ commandId, person }));
    await registry.settle();
    expect(codesOf(await clerk().slips.prepare({ commandId, person }))).toEqual(['slip.another-officer']);
    const issuing = { commandId: id(), slip: first.slip };
    done(await clerk().slips.issue(issuing));
    await registry.settle();
    expect(codesOf(await registrar().slips.issue(issuing))).toEqual(['slip.not-prepared']);
  });
});

describe('the officers of a village together', () => {
  const operator = () => registry.as(operatorAccount, operatorOffice);
  const operatorPerson = async () => (await personOf(operatorAccount)) ?? '';

  it('take over nobody who serves above or beside them', async () => {
    const person = await operatorPerson();
    const recorded = { commandId: id(), division: village, kind: 'resident', name: '某', household: '9' };
    const taken = await registrar().residents.record({ ...recorded, person, from: '2026-01-01' } as never);
    expect(codesOf(taken)).toEqual(['person.unknown']);
    // By her identity number she may be recorded wherever she lives, and yet be nobody's there to hand a slip to.
    const idNumber = '11010519491231002X';
    const given = { commandId: id(), body: '000000000000-gov', kind: 'auditor', name: '审计', idNumber, ...term };
    const auditor = done(await operator().offices.give(given as never)).person;
    await registry.settle();
    expect(await record('审计', { kind: 'resident', idNumber })).toBe(auditor);
    for (const officer of [registrar(), clerk()])
      expect(codesOf(await officer.slips.prepare({ commandId: id(), person: auditor }))).toEqual(['access.denied']);
  });

  it('countersign no slip for somebody who has come to serve above them meanwhile', async () => {
    const person = await record('韩某', { household: '13' });
    const { slip } = done(await registrar().slips.prepare({ commandId: id(), person }));
    await registry.settle();
    const given = { commandId: id(), body: '000000000000-gov', kind: 'auditor', person, ...term };
    done(await operator().offices.give(given as never));
    await registry.settle();
    expect(codesOf(await clerk().slips.issue({ commandId: id(), slip }))).toEqual(['access.denied']);
  });

  it('revoke no binding of theirs either', async () => {
    const idNumber = '110101199003077774';
    const given = { commandId: id(), body: '000000000000-gov', kind: 'auditor', name: '审计二', idNumber, ...term };
    const { person } = done(await operator().offices.give(given as never));
    await registry.settle();
    const { slip, codeHalf } = done(await operator().slips.prepare({ commandId: id(), person }));
    await registry.settle();
    const second = registry.as('operator2@test', 'office-operator-2');
    const issued = done(await second.slips.issue({ commandId: id(), slip }));
    await registry.settle();
    const code = codeHalf + issued.codeHalf;
    done(await registry.as('auditor@test').accounts.bind({ commandId: id(), slip, code }));
    await registry.settle();
    expect(await record('审计二', { kind: 'resident', idNumber, household: '14' })).toBe(person);
    const unbind = await registrar().accounts.unbind({ commandId: id(), account: 'auditor@test' });
    expect(codesOf(unbind)).toEqual(['access.denied']);
    expect((await registrar().accounts.ofPeople({ people: [person] })).value).toEqual([{ person, accounts: [] }]);
    expect(await personOf('auditor@test')).toBe(person);
  });
});

describe('somebody who knows the hash of a file', () => {
  it('gets no preview of residents that another officer uploaded', async () => {
    const file = await registry.upload('姓名,户号,身份证号\n郑某,31,11010519491231002X\n', 'registrar@test');
    const shown = granted((await registrar().residents.previewImport({ division: village, file })).value);
    expect(shown).toMatchObject({ rows: 1 });
    const operator = registry.as(operatorAccount, operatorOffice);
    const seat = { commandId: id(), body: `${town}-gov`, kind: 'registrar', name: '另一登记员', ...term };
    const other = done(await registrar().offices.give(seat as never));
    await registry.settle();
    const { slip, codeHalf } = done(await operator.slips.prepare({ commandId: id(), person: other.person }));
    await registry.settle();
    const issued = done(await registrar().slips.issue({ commandId: id(), slip }));
    await registry.settle();
    const binding = { commandId: id(), slip, code: codeHalf + issued.codeHalf };
    done(await registry.as('registrar2@test').accounts.bind(binding));
    await registry.settle();
    const thief = registry.as('registrar2@test', other.office);
    const { value } = await thief.residents.previewImport({ division: village, file });
    expect(value).toMatchObject({ refused: [{ code: 'import.file-missing' }] });
    const imported = await thief.residents.import({ commandId: id(), division: village, file });
    expect(codesOf(imported)).toEqual(['import.file-missing']);
  });
});

describe('a registrar who knows no more of somebody than an id', () => {
  it('learns no name by giving an office, nor draws her into a village', async () => {
    const elsewhere = '330302024000';
    const outside = `${elsewhere.slice(0, 9)}200`;
    const list = `code,name,level,parent
330000000000,浙江省,province,
330300000000,温州市,city,330000000000
330302000000,鹿城区,county,330300000000
${town},七都街道,town,330302000000
330302023005,滨江社区,village,${town}
${village},老涂村委会,village,${town}
${otherVillage},吟州村委会,village,${town}
${elsewhere},滨江街道,town,330302000000
${outside},外村村委会,village,${elsewhere}
`;
    const operator = registry.as(operatorAccount, operatorOffice);
    const file = await registry.upload(list);
    done(await operator.divisions.import({ commandId: id(), file, source: 'test', effective: '2024-01-01' }));
    await registry.settle();
    const established = { commandId: id(), kind: 'government', name: '滨江街道办事处', division: elsewhere };
    const { body } = done(await operator.bodies.establish({ ...established, from: '2000-01-01' } as never));
    await registry.settle();
    const seat = { commandId: id(), body, kind: 'registrar', person: made.registrar.person, ...term };
    const { office } = done(await operator.offices.give(seat as never));
    await registry.settle();
    const there = registry.as(made.registrar.account, office);
    const resident = { commandId: id(), division: outside, kind: 'registered', name: '外村人', household: '1' };
    const { person } = done(await there.residents.record({ ...resident, from: '2026-01-01' } as never));
    await registry.settle();
    const give = { commandId: id(), body: `${village}-vc`, kind: 'reporter', person, ...term };
    expect(codesOf(await registrar().offices.give(give as never))).toEqual(['office.name-missing']);
    const draw = { commandId: id(), division: village, kind: 'resident', name: '外村人', household: '1', person };
    expect(codesOf(await registrar().residents.record({ ...draw, from: '2026-01-01' } as never))).toEqual([
      'person.unknown',
    ]);
    const list2 = granted((await there.residents.list({ division: outside, first: 10 })).value);
    expect(list2.items.map(({ resident: one }) => one.name)).toEqual(['外村人']);
  });
});

describe('somebody who guesses the code of a slip', () => {
  it('has five tries; then the slip is void, and the officers see it', async () => {
    const person = await record('冯十二');
    const { slip, code } = await issue(person);
    const guess = (account: string, given: string, commandId = id()) =>
      registry.as(account).accounts.bind({ commandId, slip, code: given });
    const repeated = id();
    for (let i = 0; i < 3; i++) expect(codesOf(await guess('thief@test', 'x', repeated))).toEqual(['slip.wrong-code']);
    for (let i = 0; i < 4; i++) expect(codesOf(await guess(`thief${i}@test`, 'x'))).toEqual(['slip.wrong-code']);
    await registry.settle();
    expect(codesOf(await guess('feng@test', code))).toEqual(['slip.wrong-code']);
    const open = granted((await clerk().slips.open({ division: village, first: 50 })).value);
    expect(open.items.find((item) => item.slip.slip === slip)?.slip).toMatchObject({ status: 'voided', tries: 5 });
  });

  it('can’t try codes on what the events hold, not even the right one', async () => {
    const person = await record('褚十三');
    const { slip, code } = await issue(person);
    const stored = await registry.runtime.store.readStream(`slip-${slip}`);
    const events = stored.map((one) => registry.runtime.catalogue.decode(one));
    const { codeHash } = events.at(-1)?.data as { codeHash: string };
    const plain = code.replaceAll('-', '');
    const guesses = [`${slip} ${plain}`, `${slip}${plain}`, plain, JSON.stringify(['code-hash', slip, plain])];
    for (const one of guesses) expect(createHash('sha256').update(one).digest('hex')).not.toBe(codeHash);
  });
});
