import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { done, granted, newCommandId, type RunningRegistry } from './running-registry.ts';
import { otherVillage, startVillage, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const registrar = () => made.by(made.registrar);
const committee = `${village}-vc`;

const record = async (name: string, more: object = {}): Promise<string> => {
  const inVillage = { commandId: newCommandId(), division: village, kind: 'registered', household: '12' };
  const { person } = done(
    await registrar().residents.record({ ...inVillage, name, from: '2020-01-01', ...more } as never),
  );
  await registry.settle();
  return person;
};
const end = async (division: string, person: string, on: string) => {
  done(await registrar().residents.end({ commandId: newCommandId(), division, person, on, reason: 'moved' }));
  await registry.settle();
};
const membersOn = async (assembly: 'villagers' | 'electors', day: string) => {
  const asOf = `${day}T01:00:00.000Z`;
  const asked = { assembly, division: village, body: committee, asOf } as const;
  return granted((await made.by(made.clerk).assemblies.members(asked)).value);
};
const peopleOn = async (assembly: 'villagers' | 'electors', day: string) =>
  (await membersOn(assembly, day)).map(({ person }) => person);

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

describe('the members of an assembly at an instant', () => {
  it('include who has left since, and not who had left by then', async () => {
    const person = await record('林一');
    await end(village, person, '2026-03-03');
    expect(await peopleOn('villagers', '2026-03-02')).toContain(person);
    expect(await peopleOn('villagers', '2026-03-03')).not.toContain(person);
    expect(await peopleOn('villagers', '2026-03-04')).not.toContain(person);
  });
});

describe('electors', () => {
  it('are those registered who live there: whoever is away declares before she stands on the roll', async () => {
    const [there, away] = [await record('林二'), await record('林三')];
    await record('林三', { division: otherVillage, kind: 'resident', person: away, from: '2025-06-01' });
    const drawn = await membersOn('electors', '2026-03-04');
    expect(drawn.find(({ person }) => person === there)).toMatchObject({ class: 'registered-resident' });
    expect(drawn.map(({ person }) => person)).not.toContain(away);
    // She is a villager all the same.
    expect(await peopleOn('villagers', '2026-03-04')).toContain(away);
    await end(otherVillage, away, '2026-03-03');
    expect(await peopleOn('electors', '2026-03-04')).toContain(away);
  });

  it('are no guests, however long they live there, before the assembly accepted them', async () => {
    const guest = await record('林四', { kind: 'resident' });
    expect(await peopleOn('electors', '2026-03-04')).not.toContain(guest);
  });
});
