import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isRefused, refuse } from '@cunjian/kernel';
import { dataLayout } from '@cunjian/service-kit';
import { projections } from '../src/projections.ts';
import { wireRegistry } from '../src/registry.module.ts';
import {
  codesOf,
  done,
  newCommandId,
  operatorAccount,
  startRegistry,
  type RunningRegistry,
} from './running-registry.ts';
import { list, operatorOffice, startVillage, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

const documentsOf = async () => {
  const all: Record<string, unknown> = {};
  for (const { name, version, indexes } of projections) {
    const found = await registry.runtime.readModels.collection({ name, version, indexes }).find({ limit: 1_000 });
    all[name] = found.items.map(({ key, document }) => ({ key, document }));
  }
  return all;
};

describe('an issuer with real-name assurance', () => {
  const idNumber = '11010519491231002X';
  const issuer = {
    verify: async (assertion: string, account: string) =>
      assertion === `${account} is ${idNumber}` ? { idNumber } : refuse('account.bad-assertion'),
  };
  it('binds an account to the person with the number, and to nobody else', async () => {
    const { router } = await wireRegistry(registry.runtime, { dataDir: registry.dataDir, realNameIssuer: issuer });
    const api = router.createCaller({ account: 'zhang@issuer', correlationId: 'test' });
    const bind = (assertion: string) => api.accounts.bindByIssuer({ commandId: newCommandId(), assertion });
    expect(codesOf(await bind(`zhang@issuer is ${idNumber}`))).toEqual(['account.person-unknown']);
    const recorded = await made.by(made.registrar).residents.record({
      commandId: newCommandId(),
      division: village,
      kind: 'registered',
      name: '张三',
      idNumber,
      household: '1',
      from: '2026-01-01',
    } as never);
    await registry.settle();
    expect(codesOf(await bind('forged'))).toEqual(['account.bad-assertion']);
    done(await bind(`zhang@issuer is ${idNumber}`));
    await registry.settle();
    const { value } = await registry.as('zhang@issuer').me.get({});
    expect(value).toMatchObject({ person: done(recorded).person, bindings: [{ method: 'real-name-issuer' }] });
  });

  it('is not there by default', async () => {
    const answer = await registry.as('li@issuer').accounts.bindByIssuer({ commandId: newCommandId(), assertion: 'x' });
    expect(codesOf(answer)).toEqual(['account.no-issuer']);
  });
});

describe('an old list whose command is dispatched again', () => {
  it('brings no old name back', async () => {
    const file = await registry.upload(list.replace('吟州村委会', '新吟州村委会'));
    const api = registry.as(operatorAccount, operatorOffice);
    const later = { commandId: newCommandId(), file, source: 'test', effective: '2024-06-30' };
    done(await api.divisions.import(later));
    await registry.settle();
    const first = (await registry.runtime.store.readAll({ limit: 1_000 })).events
      .map((stored) => registry.runtime.catalogue.decode(stored))
      .find(({ name }) => name === 'division-list-imported');
    const again = await registry.wired.dispatch?.({
      type: 'write-division-list',
      data: first?.data as object,
      commandId: newCommandId(),
      actor: 'system:registry-write-imports',
      correlationId: 'test',
    });
    expect(isRefused(again)).toBe(false);
    await registry.settle();
    const { value } = await api.divisions.get({ codes: ['330302023201'] });
    expect(value[0]?.name).toBe('新吟州村委会');
  });
});

describe('after every read model and every reaction’s checkpoint was deleted', () => {
  it('a restart answers the same and writes nothing new', async () => {
    const before = await documentsOf();
    const head = await registry.runtime.store.head();
    const { dataDir } = registry;
    await registry.stop();
    const layout = dataLayout(dataDir);
    for (const file of [layout.readModels('registry'), layout.reactions('registry')])
      for (const suffix of ['', '-wal', '-shm']) await rm(`${file}${suffix}`, { force: true });
    await rm(join(dataDir, 'read-models'), { recursive: true, force: true });
    registry = await startRegistry(dataDir);
    await registry.settle();
    expect(await documentsOf()).toEqual(before);
    expect(await registry.runtime.store.head()).toBe(head);
  });
});
