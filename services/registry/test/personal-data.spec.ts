import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codesOf, done, granted, newCommandId, type RunningRegistry } from './running-registry.ts';
import { startVillage, village, type Village } from './village.ts';

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

describe('erasure', () => {
  it('refuses what the register needs, and erases the rest for ever', async () => {
    const person = await record('朱十三', { household: '70', phone: '13900139000' });
    const shown = async () => {
      const found = granted((await registrar().residents.list({ division: village, first: 10, search: '70' })).value);
      return found.items[0]?.resident;
    };
    const erase = (fields: ('name' | 'phone')[]) =>
      registrar().personalData.erase({ commandId: id(), division: village, person, fields, reason: 'request' });
    expect(codesOf(await erase(['name', 'phone']))).toEqual(['personal-data.duty-to-keep']);
    expect(await shown()).toMatchObject({ name: '朱十三', phone: '13900139000' });
    done(await erase(['phone']));
    expect(await shown()).toMatchObject({ name: '朱十三', phone: null });
    const ending = { commandId: id(), division: village, person, on: '2026-03-05', reason: 'moved' as const };
    done(await registrar().residents.end(ending));
    await registry.settle();
    done(await erase(['name']));
    const kept = await registry.runtime.vault.ofSubject(person);
    const values = [...(await registry.runtime.vault.get(kept)).values()].filter(({ state }) => state === 'kept');
    expect(values).toEqual([]);
  });
});

describe('restriction', () => {
  it('hides at once what a person asks for, from imports too, until she lifts it', async () => {
    const person = await record('秦十六', { household: '71', phone: '13900139001' });
    await made.bind(person, 'qin@test');
    const shown = async () =>
      granted((await registrar().residents.list({ division: village, first: 10, search: '71' })).value).items[0]
        ?.resident;
    const mine = registry.as('qin@test').personalData;
    const restrict = (restricted: boolean, fields: ('name' | 'phone')[] = ['phone']) =>
      mine.restrict({ commandId: id(), division: village, person, fields, restricted });
    expect(codesOf(await restrict(true, ['phone', 'name']))).toEqual(['personal-data.duty-to-keep']);
    done(await restrict(true));
    expect(await shown()).toMatchObject({ name: '秦十六', phone: null });
    expect((await registry.as('qin@test').me.get({})).value.villages).toMatchObject([{ restricted: ['phone'] }]);
    const file = await registry.upload('姓名,户号,手机\n秦十六,71,13900139001\n');
    const preview = granted((await registrar().residents.previewImport({ division: village, file })).value);
    expect(preview).toMatchObject({ unchanged: 1, changed: 0 });
    done(await restrict(false));
    expect(await shown()).toMatchObject({ phone: '13900139001' });
  });

  it('is nobody’s to ask for but her own and the registrar’s', async () => {
    const person = await record('尤十七', { household: '72', phone: '13900139002' });
    const asked = { division: village, person, fields: ['phone' as const], restricted: true };
    for (const api of [registry.as('qin@test'), clerk(), registry.as()])
      expect(codesOf(await api.personalData.restrict({ commandId: id(), ...asked }))).toEqual(['access.denied']);
    done(await registrar().personalData.restrict({ commandId: id(), ...asked }));
  });

  it('holds in a vault that was restored, as the events say it', async () => {
    const { vault, store, catalogue } = registry.runtime;
    const { events } = await store.readAll({ limit: 10_000, types: catalogue.wireTypes(['value-restricted']) });
    const [first] = events.map((stored) => catalogue.decode(stored).data as { digests: string[]; restricted: boolean });
    expect(first).toMatchObject({ restricted: true });
    await vault.setRestricted(first?.digests ?? [], false);
    const commandId = id();
    const command = { commandId, actor: 'system:registry-erase-values', correlationId: 'test' };
    await registry.wired.dispatch?.({ type: 'restrict-values', data: first as object, ...command });
    const kept = await vault.get(first?.digests ?? []);
    expect([...kept.values()]).toEqual([expect.objectContaining({ restricted: true })]);
  });
});

describe('a year after somebody left', () => {
  it('what the village kept of her is erased by itself', async () => {
    const person = await record('许十四', { household: '80' });
    const back = await record('许十五', { household: '80' });
    for (const one of [person, back])
      done(
        await registrar().residents.end({
          commandId: id(),
          division: village,
          person: one,
          on: '2026-03-05',
          reason: 'moved',
        }),
      );
    await registry.settle();
    await record('许十五', { household: '80', person: back });
    const keptOf = async (one: string) => {
      const { vault } = registry.runtime;
      return [...(await vault.get(await vault.ofSubject(one))).values()].filter(({ state }) => state === 'kept').length;
    };
    expect(await keptOf(person)).toBe(1);
    registry.clock.advance(366 * 86_400_000);
    for (let i = 0; i < 50 && (await keptOf(person)) > 0; i++) await registry.settle();
    expect(await keptOf(person)).toBe(0);
    expect(await keptOf(back)).toBe(2);
  });
});
