import {
  done,
  newCommandId,
  operatorAccount,
  secondOperatorAccount,
  startRegistry,
  type RunningRegistry,
} from './running-registry.ts';

export const town = '330302023000';
export const village = '330302023200';
export const otherVillage = '330302023201';
export const community = '330302023005';
/** Of another township, whose registrar is another one. */
export const farTown = '330302024000';
export const farVillage = '330302024200';
export const list = `code,name,level,parent
330000000000,浙江省,province,
330300000000,温州市,city,330000000000
330302000000,鹿城区,county,330300000000
${town},七都街道,town,330302000000
${community},滨江社区,village,${town}
${village},老涂村委会,village,${town}
${otherVillage},吟州村委会,village,${town}
${farTown},松台街道,town,330302000000
${farVillage},庆丰村委会,village,${farTown}
`;
export const term = { from: '2026-01-01', to: '2030-12-31' };
export const operatorOffice = 'office-operator';

export interface Officer {
  readonly account: string;
  readonly person: string;
  readonly office: string;
}

export interface Village {
  readonly registry: RunningRegistry;
  readonly registrar: Officer;
  readonly clerk: Officer;
  operator(): ReturnType<RunningRegistry['as']>;
  /** The API as an officer sees it. */
  by(officer: Officer): ReturnType<RunningRegistry['as']>;
  /** Somebody registered in the village; `more` is what else is recorded, or something else than by default. */
  record(name: string, more?: object): Promise<string>;
  /** Binds an account by a slip of the registrar and the clerk. */
  bind(person: string, account: string): Promise<void>;
}

type Api = ReturnType<RunningRegistry['as']>;

const bindBySlip = async (registry: RunningRegistry, first: Api, second: Api, person: string, account: string) => {
  const prepared = done(await first.slips.prepare({ commandId: newCommandId(), person }));
  await registry.settle();
  const { slip } = prepared;
  const issued = done(await second.slips.issue({ commandId: newCommandId(), slip }));
  await registry.settle();
  const code = `${prepared.codeHalf}-${issued.codeHalf}`;
  done(await registry.as(account).accounts.bind({ commandId: newCommandId(), slip, code }));
  await registry.settle();
};

/** A township with a registrar, and a village with a clerk, made through the API from nothing. */
export const startVillage = async (): Promise<Village> => {
  const registry = await startRegistry();
  await registry.settle();
  const operator = () => registry.as(operatorAccount, operatorOffice);
  const file = await registry.upload(list);
  const imported = { commandId: newCommandId(), file, source: 'test', effective: '2023-06-30' };
  done(await operator().divisions.import(imported));
  await registry.settle();
  const { body: office } = done(
    await operator().bodies.establish({
      commandId: newCommandId(),
      kind: 'government',
      name: '七都街道办事处',
      division: town,
      from: '2000-01-01',
    }),
  );
  await registry.settle();
  const seat = async (api: Api, body: string, kind: 'registrar' | 'clerk', name: string, account: string) => {
    const given = done(await api.offices.give({ commandId: newCommandId(), body, kind, name, ...term }));
    await registry.settle();
    return { account, ...given };
  };
  const registrar = await seat(operator(), office, 'registrar', '周登记', 'registrar@test');
  const second = registry.as(secondOperatorAccount, 'office-operator-2');
  await bindBySlip(registry, operator(), second, registrar.person, registrar.account);
  const by = ({ account, office: acting }: Officer) => registry.as(account, acting);
  const clerk = await seat(by(registrar), `${village}-vc`, 'clerk', '吴文书', 'clerk@test');
  await bindBySlip(registry, operator(), by(registrar), clerk.person, clerk.account);
  return {
    registry,
    registrar,
    clerk,
    operator,
    by,
    record: async (name, more = {}) => {
      const resident = { kind: 'registered', name, household: '12', from: '2026-01-01', ...more };
      const input = { commandId: newCommandId(), division: village, ...resident };
      const { person } = done(await by(registrar).residents.record(input as never));
      await registry.settle();
      return person;
    },
    bind: (person, account) => bindBySlip(registry, by(registrar), by(clerk), person, account),
  };
};
