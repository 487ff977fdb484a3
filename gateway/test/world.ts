import { carryOut, data, newCommandId, type As } from './client.ts';
import type { RunningGateway } from './running-gateway.ts';

export { png } from '@cunjian/testing/service';

export const county = '330326000000';
export const town = '330326101000';
export const village = '330326101201';
export const neighbour = '330326101202';
export const committee = `${village}-vc`;
export const agency = `${town}-agency`;

const list = `code,name,level,parent
330000000000,浙江省,province,
330300000000,温州市,city,330000000000
${county},平阳县,county,330300000000
${town},鳌江镇,town,${county}
${village},红旗村,village,${town}
${neighbour},东风村,village,${town}
`;

const term = { from: '2024-01-01', to: '2034-01-01' };

export const upload = async ({ url }: RunningGateway, bytes: Uint8Array | string, as: As) => {
  const headers = {
    ...(as.token && { authorization: `Bearer ${as.token}` }),
    'content-type': 'application/octet-stream',
  };
  const body = typeof bytes === 'string' ? bytes : Buffer.from(bytes);
  const response = await fetch(`${url}/upload`, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(await response.text());
  return ((await response.json()) as { sha256: string }).sha256;
};

export const tokenOf = async ({ gateway }: Pick<RunningGateway, 'gateway'>, account: string): Promise<string> => {
  const token = await gateway.demoToken?.(account);
  if (token === undefined) throw new Error('there is no demo issuer');
  return token;
};

const importDivisions = async (gateway: RunningGateway, operator: As): Promise<void> => {
  const file = await upload(gateway, list, operator);
  const input = { file, fileName: 'divisions.csv', source: 'test', effective: '2023-06-30' };
  const { import: started } = await carryOut(gateway, 'importDivisions', input, operator, 'import { id }');
  for (let tries = 0; tries < 500; tries++) {
    const { importProgress, body } = await data(
      gateway,
      'query ($id: ID!, $body: ID!) { importProgress(id: $id) { done } body(id: $body) { id } }',
      { id: started.id, body: `${neighbour}-vc` },
      operator,
    );
    if (importProgress?.done === true && body !== null) return;
    await gateway.clock.sleep(20);
  }
  throw new Error('the list of divisions was not written');
};

/** Two operators hand over both halves of a slip, and the account is bound. */
const bind = async (gateway: RunningGateway, person: string, account: string, officers: readonly [As, As]) => {
  const first = await carryOut(gateway, 'prepareActivationSlip', { person }, officers[0], 'slip codeHalf');
  await data(gateway, 'query ($p: Position) { body(id: "x", atLeast: $p) { id } }', { p: first.position });
  const { slip } = first;
  const second = await carryOut(gateway, 'issueActivationSlip', { slip }, officers[1], 'codeHalf');
  const token = await tokenOf(gateway, account);
  const code = `${first.codeHalf} ${second.codeHalf}`;
  return carryOut(gateway, 'bindAccount', { slip, code }, { token });
};

interface Holder {
  readonly account: string;
  readonly name: string;
  readonly kind: string;
  readonly body: string;
}

const holders: readonly Holder[] = [
  { account: 'accountant', name: '王会计', kind: 'AGENCY_ACCOUNTANT', body: agency },
  { account: 'clerk', name: '李文书', kind: 'CLERK', body: committee },
  { account: 'chair', name: '陈主任', kind: 'COMMITTEE_CHAIR', body: committee },
  { account: 'supervisor', name: '林监督', kind: 'SUPERVISION_CHAIR', body: committee },
  { account: 'county', name: '周局长', kind: 'DEPARTMENT_OFFICER', body: `${county}-gov` },
  { account: 'auditor', name: '郑审计', kind: 'AUDITOR', body: `${county}-gov` },
  { account: 'integrator', name: '县数据平台', kind: 'INTEGRATOR', body: `${county}-gov` },
  { account: 'registrar', name: '吴登记', kind: 'REGISTRAR', body: `${town}-gov` },
];

const residents = [
  { account: 'villager', name: '张三', division: village },
  { account: 'neighbour', name: '钱四', division: neighbour },
] as const;

const officesQuery =
  'query ($p: Position) { node(id: "000000000000", atLeast: $p) { id } viewer { offices { id kind } } }';

const residentsQuery =
  'query ($division: DivisionCode!, $p: Position) { residents(division: $division, first: 1, atLeast: $p) { totalCount } }';

/** One account per role of a village, its town and county, all made through the API. `as(account)` acts in its office. */
export const createWorld = async (gateway: RunningGateway) => {
  const actors = new Map<string, As>();
  const enter = async (account: string, position?: string) => {
    const token = await tokenOf(gateway, account);
    const { viewer } = await data(gateway, officesQuery, { p: position }, { token });
    actors.set(account, { token, office: viewer.offices[0]?.id });
  };
  for (const account of ['operator', 'operator2'])
    for (let tries = 0; actors.get(account)?.office === undefined && tries < 500; tries++) await enter(account);
  const as = (account: string): As => {
    const actor = actors.get(account);
    if (actor === undefined) throw new Error(`nobody is called ${account}`);
    return actor;
  };
  const operator = as('operator');
  const officers = [operator, as('operator2')] as const;
  await importDivisions(gateway, operator);
  const establish = (kind: string, name: string, division: string) =>
    carryOut(gateway, 'establishBody', { kind, name, division, noticeBoards: [], from: '2020-01-01' }, operator);
  await establish('AGENCY', '鳌江镇代理中心', town);
  await establish('GOVERNMENT', '鳌江镇人民政府', town);
  const { position } = await establish('GOVERNMENT', '平阳县农业农村局', county);
  await data(gateway, officesQuery, { p: position }, operator);
  await carryOut(gateway, 'changeBody', { body: committee, noticeBoards: ['上村'] }, operator);

  for (const { account, name, kind, body } of holders) {
    const input = { body, kind, name, ...term };
    const { person } = await carryOut(gateway, 'giveOffice', input, operator, 'person office { id }');
    const bound = await bind(gateway, person, account, officers);
    await enter(account, bound.position);
  }
  const registrar = as('registrar');
  for (const { account, name, division } of residents) {
    const input = { division, kind: 'REGISTERED', name, household: '1', from: '2020-01-01' };
    const { person, position: recorded } = await carryOut(gateway, 'recordResidency', input, registrar, 'person');
    await data(gateway, residentsQuery, { division, p: recorded }, registrar);
    const bound = await bind(gateway, person, account, [operator, as('operator2')]);
    await enter(account, bound.position);
  }
  const contract = { agency, body: committee, ...term };
  const signed = await carryOut(gateway, 'signAgencyContract', contract, registrar, 'contract');
  await data(gateway, officesQuery, { p: signed.position }, registrar);
  return { as, newCommandId };
};
export type World = Awaited<ReturnType<typeof createWorld>>;
