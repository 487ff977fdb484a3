import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, carryOut, data, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { agency, committee, createWorld, village } from './world.ts';

let gateway: RunningGateway;
let as: (account: string) => As;
beforeAll(async () => {
  gateway = await startGateway();
  ({ as } = await createWorld(gateway));
});
afterAll(() => gateway.close());

const record = (name: string, more: object = {}) =>
  carryOut(
    gateway,
    'recordResidency',
    { division: village, kind: 'REGISTERED', name, household: '7', from: '2020-01-01', ...more },
    as('registrar'),
    'person',
  );
const refusalsOf = async (query: string, variables: object, who: As) =>
  (await ask(gateway, query, variables, who)).errors?.[0]?.extensions['refusals'];

describe('contracts of an agency', () => {
  const query = `query ($agency: ID!, $p: Position) { agencyContracts(agency: $agency, first: 10, atLeast: $p) {
    edges { node { id agency { id } body { id } from to endedOn inForce } } } }`;
  it('are listed with what they are about, and as ended', async () => {
    const listed = async (p?: unknown) =>
      (await data(gateway, query, { agency, p })).agencyContracts.edges.map((edge: { node: object }) => edge.node);
    const [contract] = await listed();
    expect(contract).toMatchObject({ agency: { id: agency }, body: { id: committee }, endedOn: null, inForce: true });
    const on = '2025-06-01';
    const ended = await carryOut(gateway, 'endAgencyContract', { contract: contract.id, on }, as('registrar'));
    expect(await listed(ended.position)).toMatchObject([{ id: contract.id, endedOn: on, inForce: false }]);
  });
});

describe('near relatives', () => {
  const query = `query ($division: DivisionCode!, $person: ID, $p: Position) {
    kinship(division: $division, person: $person, first: 10, atLeast: $p) { edges { node { near persons { name } } } } }`;
  it('are named for those who record them, and for nobody else', async () => {
    const [one, other] = [await record('孙七'), await record('孙八')];
    const persons = [one.person, other.person];
    const { position } = await carryOut(
      gateway,
      'recordKinship',
      { division: village, persons, near: true },
      as('clerk'),
    );
    const asked = { division: village, person: one.person, p: position };
    const { kinship } = await data(gateway, query, asked, as('clerk'));
    const [{ node }] = kinship.edges;
    expect(node.near).toBe(true);
    expect(node.persons.map(({ name }: { name: string }) => name).sort()).toEqual(['孙七', '孙八']);
    expect(await refusalsOf(query, asked, as('villager'))).toMatchObject([{ code: 'access.denied' }]);
  });
});

describe('personal data', () => {
  const keptQuery = `query ($division: DivisionCode!, $person: ID!, $p: Position) {
    personalData(division: $division, person: $person, atLeast: $p) { endedOn fields { field state mustStay } } }`;
  const actsQuery = `query ($division: DivisionCode!, $person: ID, $p: Position) {
    personalDataActs(division: $division, person: $person, first: 10, atLeast: $p) {
      edges { node { kind values reason byHerself } } } }`;
  const fieldsOf = async (person: string, p: unknown, who: As) => {
    const { personalData } = await data(gateway, keptQuery, { division: village, person, p }, who);
    return Object.fromEntries(
      personalData.fields.map(({ field, state, mustStay }: Record<string, unknown>) => [field, [state, mustStay]]),
    );
  };
  it('is told field by field with what must stay, hidden on request and erased by an officer', async () => {
    const registrar = as('registrar');
    const { person, position } = await record('周九', { phone: '13800000001', birthDate: '1980-01-02' });
    expect(await fieldsOf(person, position, registrar)).toEqual({
      NAME: ['KEPT', true],
      ID_NUMBER: ['NONE', true],
      PHONE: ['KEPT', false],
      BIRTH_DATE: ['KEPT', false],
    });
    const asked = { division: village, person, fields: ['PHONE', 'BIRTH_DATE'] };
    const hidden = await carryOut(gateway, 'restrictPersonalData', { ...asked, restricted: true }, registrar);
    expect(await fieldsOf(person, hidden.position, registrar)).toMatchObject({ BIRTH_DATE: ['RESTRICTED', false] });
    const erased = await carryOut(gateway, 'erasePersonalData', { ...asked, reason: 'REQUEST' }, registrar);
    expect(await fieldsOf(person, erased.position, registrar)).toMatchObject({ PHONE: ['ERASED', false] });
    const { personalDataActs } = await data(
      gateway,
      actsQuery,
      { division: village, person, p: erased.position },
      registrar,
    );
    expect(personalDataActs.edges.map((edge: { node: object }) => edge.node)).toEqual([
      { kind: 'ERASED', values: 2, reason: 'REQUEST', byHerself: false },
      { kind: 'RESTRICTED', values: 2, reason: null, byHerself: false },
    ]);
  });

  it('is told to the person herself, and not to her neighbours', async () => {
    const me = '{ viewer { person villages { restricted } } }';
    const { person } = (await data(gateway, me, {}, as('villager'))).viewer;
    const input = { division: village, person, birthDate: '1990-02-03' };
    const { position } = await carryOut(gateway, 'correctResidency', input, as('registrar'));
    expect(await fieldsOf(person, position, as('villager'))).toMatchObject({ BIRTH_DATE: ['KEPT', false] });
    const asked = { division: village, person, fields: ['BIRTH_DATE'], restricted: true };
    const hidden = await carryOut(gateway, 'restrictPersonalData', asked, as('villager'));
    const acts = await data(gateway, actsQuery, { division: village, person, p: hidden.position }, as('villager'));
    expect(acts.personalDataActs.edges[0].node).toMatchObject({ kind: 'RESTRICTED', byHerself: true });
    const { viewer } = await data(gateway, me, {}, as('villager'));
    expect(viewer.villages).toEqual([{ restricted: ['BIRTH_DATE'] }]);
    expect(await refusalsOf(keptQuery, { division: village, person }, as('neighbour'))).toMatchObject([
      { code: 'access.denied' },
    ]);
    expect(await refusalsOf(actsQuery, { division: village }, as('villager'))).toMatchObject([
      { code: 'access.denied' },
    ]);
  });
});

describe('who left', () => {
  it('is on the list of former residents, and found by id', async () => {
    const registrar = as('registrar');
    const { person } = await record('吴十');
    const ending = { division: village, person, on: '2024-05-01', reason: 'MOVED' };
    const { position } = await carryOut(gateway, 'endResidency', ending, registrar);
    const query = `query ($division: DivisionCode!, $persons: [ID!]!, $p: Position) {
      formerResidents(division: $division, first: 10, atLeast: $p) { edges { node { person name endedOn } } }
      residentsById(division: $division, persons: $persons, atLeast: $p) { person endedOn } }`;
    const found = await data(
      gateway,
      query,
      { division: village, persons: [person, 'p-none'], p: position },
      registrar,
    );
    expect(found.formerResidents.edges).toContainEqual({ node: { person, name: '吴十', endedOn: '2024-05-01' } });
    expect(found.residentsById).toEqual([{ person, endedOn: '2024-05-01' }]);
  });
});

describe('a roll', () => {
  it('shows who stands on it and who left it', async () => {
    const registrar = as('registrar');
    const { person, position: recorded } = await record('郑一');
    await data(gateway, '{ viewer { person } }', {}, registrar);
    const query = `query ($body: ID!, $status: MemberStatus, $p: Position) {
      members(body: $body, status: $status, first: 10, atLeast: $p) { edges { node { person until } } } }`;
    await data(gateway, query, { body: committee, p: recorded }, registrar);
    await carryOut(gateway, 'admitMembers', { body: committee, persons: [person], from: '2024-01-01' }, registrar);
    const removal = { body: committee, person, on: '2024-06-01' };
    const { position } = await carryOut(gateway, 'removeMember', removal, registrar);
    const on = async (status?: string) =>
      (await data(gateway, query, { body: committee, p: position, ...(status && { status }) }, registrar)).members
        .edges;
    expect(await on()).not.toContainEqual({ node: { person, until: null } });
    expect(await on('LEFT')).toContainEqual({ node: { person, until: '2024-06-01' } });
  });
});
