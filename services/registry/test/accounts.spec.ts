import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, done, newCommandId, operatorAccount, type RunningRegistry } from './running-registry.ts';
import { operatorOffice, startVillage, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const registrar = () => made.by(made.registrar);
const clerk = () => made.by(made.clerk);
const id = () => newCommandId();
const record: Village['record'] = (name, more) => made.record(name, more);

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

describe('an activation slip', () => {
  const prepare = async (person: string) => done(await registrar().slips.prepare({ commandId: id(), person }));

  it('needs two officers, the whole code and one use', async () => {
    const person = await record('蒋九', { household: '60' });
    const { slip, codeHalf } = await prepare(person);
    await registry.settle();
    expect(codesOf(await registrar().slips.issue({ commandId: id(), slip }))).toEqual(['slip.same-officer']);
    const issued = done(await clerk().slips.issue({ commandId: id(), slip }));
    await registry.settle();
    const bind = (account: string, code: string) => registry.as(account).accounts.bind({ commandId: id(), slip, code });
    expect(codesOf(await bind('jiang@test', codeHalf))).toEqual(['slip.wrong-code']);
    expect(codesOf(await bind('jiang@test', issued.codeHalf))).toEqual(['slip.wrong-code']);
    // As somebody types it: lower case, spaces.
    done(await bind('jiang@test', `${codeHalf} ${issued.codeHalf}`.toLowerCase()));
    expect(codesOf(await bind('thief@test', `${codeHalf}${issued.codeHalf}`))).toEqual(['slip.wrong-code']);
    await registry.settle();
    const { value } = await registry.as('jiang@test').me.get({});
    expect(value.bindings).toEqual([
      expect.objectContaining({ account: 'jiang@test', officers: [made.registrar.person, made.clerk.person] }),
    ]);
  });

  it('is void after its days', async () => {
    const person = await record('沈十', { household: '61' });
    const { slip, codeHalf } = await prepare(person);
    await registry.settle();
    const issued = done(await clerk().slips.issue({ commandId: id(), slip }));
    await registry.settle();
    registry.clock.advance(30 * 86_400_000);
    const answer = await registry.as('shen@test').accounts.bind({
      commandId: id(),
      slip,
      code: codeHalf + issued.codeHalf,
    });
    expect(codesOf(answer)).toEqual(['slip.expired']);
  });

  it('gives the same half when asked again with the same command', async () => {
    const person = await record('韩十一', { household: '62' });
    const asked = { commandId: id(), person };
    const first = done(await registrar().slips.prepare(asked));
    expect(done(await registrar().slips.prepare(asked))).toEqual(first);
  });

  it('is used once by two accounts at once', async () => {
    const person = await record('杨十二', { household: '63' });
    const { slip, codeHalf } = await prepare(person);
    await registry.settle();
    const issued = done(await clerk().slips.issue({ commandId: id(), slip }));
    await registry.settle();
    const code = codeHalf + issued.codeHalf;
    const answers = await Promise.all(
      ['a@test', 'b@test', 'c@test'].map((account) =>
        registry.as(account).accounts.bind({ commandId: id(), slip, code }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('a binding', () => {
  beforeAll(async () => {
    await made.bind(await record('陈七'), 'chen@test');
    await made.bind(await record('卫八'), 'wei@test');
  });

  it('is revoked by the person, and acts for nobody from then on', async () => {
    expect(codesOf(await registry.as('wei@test').accounts.unbind({ commandId: id(), account: 'chen@test' }))).toEqual([
      'access.denied',
    ]);
    done(await registry.as('chen@test').accounts.unbind({ commandId: id(), account: 'chen@test' }));
    await registry.settle();
    expect((await registry.as('chen@test').me.get({})).value).toMatchObject({ signedIn: true, person: null });
  });

  it('is revoked by the registrar', async () => {
    done(await registrar().accounts.unbind({ commandId: id(), account: 'wei@test' }));
    await registry.settle();
    expect((await registry.as('wei@test').me.get({})).value.person).toBeNull();
  });

  it('of the operator, once revoked, is not made again by a restart', async () => {
    done(await registry.as(operatorAccount).accounts.unbind({ commandId: id(), account: operatorAccount }));
    await registry.settle();
    const { wired } = registry;
    const again = await wired.dispatch?.({
      type: 'seat-operator',
      data: { account: operatorAccount, office: operatorOffice, from: '2026-03-05' },
      commandId: id(),
      actor: 'system:registry-seat-operator',
      correlationId: 'test',
    });
    expect(again).toBe('done');
    await registry.settle();
    expect((await registry.as(operatorAccount).me.get({})).value.person).toBeNull();
  });
});
