import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { nationalDivision } from '@cunjian/contracts';
import { accessMatrix, type Entry } from '@cunjian/service-kit/access-matrix';
import { wireRegistry } from '../src/registry.module.ts';
import { done, newCommandId, type RunningRegistry } from './running-registry.ts';
import { list, startVillage, term, village, type Village } from './village.ts';

let made: Village;
let registry: RunningRegistry;
const body = `${village}-vc`;
const resource = { division: village, body, bodyKind: 'villagers-committee' } as const;
const nation = { division: nationalDivision };

beforeAll(async () => {
  made = await startVillage();
  ({ registry } = made);
});
afterAll(() => registry.close());

/** Every procedure: valid input about a village that is there, and what it ought to ask about. */
const entries = (
  file: string,
  person: string,
  residents: string,
): Readonly<Record<string, Entry | readonly Entry[]>> => {
  const inVillage = { resource: { division: village } };
  const page = { first: 10 };
  const day = '2026-03-05';
  return {
    'divisions.get': { input: { codes: [village] }, resource: nation },
    'divisions.children': { input: { parents: [{ code: village, first: 1 }] }, resource: nation },
    'divisions.ancestors': { input: { codes: [village] }, resource: nation },
    'divisions.search': { input: { text: '老涂', first: 1 }, resource: nation },
    'divisions.previewImport': { input: { file }, resource: nation },
    'divisions.import': { input: { file, source: 'x', effective: '2023-06-30' }, resource: nation },
    'bodies.get': { input: { bodies: [body] }, resource: nation },
    'bodies.byDivision': { input: { divisions: [village] }, resource: nation },
    'bodies.establish': {
      input: { kind: 'group-collective', number: 1, name: '一组', division: village, from: day },
      ...inVillage,
    },
    'bodies.change': { input: { body, name: '老涂村村民委员会' }, ...inVillage },
    'bodies.dissolve': { input: { body: `${village}-gco-1`, on: '2000-01-01' }, ...inVillage },
    'assemblies.members': {
      input: { assembly: 'villagers', division: village, body, asOf: `${day}T00:00:00Z` },
      resource,
    },
    'assemblies.names': { input: { body, division: village, people: [person] }, resource },
    'assemblies.kinship': { input: { division: village, person }, resource: { division: village, person } },
    'assemblies.count': {
      input: { assembly: 'villagers', division: village, body, asOf: `${day}T00:00:00Z` },
      resource,
    },
    'assemblies.standing': {
      input: { assembly: 'villagers', division: village, body, asOf: `${day}T00:00:00Z` },
      resource,
    },
    'offices.get': { input: { offices: [made.clerk.office] }, resource: nation },
    'offices.byBody': { input: { bodies: [body] }, resource: nation },
    'offices.give': { input: { body, kind: 'collective-chair', name: '某', ...term }, ...inVillage },
    'offices.end': { input: { office: made.clerk.office, on: '2000-01-01', reason: 'other' }, ...inVillage },
    'residents.list': { input: { division: village, ...page }, ...inVillage },
    'residents.get': { input: { division: village, persons: [person] }, ...inVillage },
    'residents.registeredTwice': { input: { division: village, ...page }, ...inVillage },
    'residents.former': { input: { division: village, ...page }, ...inVillage },
    'residents.kinship': {
      input: { division: village, person, ...page },
      resource: { division: village, person },
    },
    'residents.households': { input: { division: village, ...page }, ...inVillage },
    'residents.previewImport': { input: { division: village, file: residents }, ...inVillage },
    'residents.import': { input: { division: village, file: residents }, ...inVillage },
    'residents.record': {
      input: { division: village, kind: 'resident', name: '某', household: '1', from: day, person },
      ...inVillage,
    },
    'residents.correct': { input: { division: village, person, group: '1' }, ...inVillage },
    'residents.end': { input: { division: village, person, on: '2000-01-01', reason: 'moved' }, ...inVillage },
    'residents.recordKinship': { input: { division: village, persons: [person, 'p-x'], near: true }, ...inVillage },
    'people.names': {
      input: { people: [person] },
      sameAnswer: 'names of those alone whom the caller may know (gateway/test/names.spec.ts)',
    },
    'people.authors': {
      input: { people: [person] },
      sameAnswer: 'names of those alone whom the caller may know (gateway/test/topics.spec.ts)',
    },
    'members.list': { input: { body, ...page }, resource },
    'members.admit': { input: { body, persons: [person], from: day }, resource },
    'members.remove': { input: { body, person, on: day }, resource },
    'contracts.byAgency': { input: { agencies: ['x'] }, resource: nation },
    'contracts.list': { input: { agency: 'x', ...page }, resource: nation },
    'contracts.byBody': { input: { bodies: [body] }, resource: nation },
    'contracts.sign': { input: { agency: `${village}-gco-1`, body, ...term }, ...inVillage },
    'contracts.end': { input: { contract: 'x', on: day }, resource: nation },
    'slips.open': { input: { division: village, ...page }, ...inVillage },
    'slips.prepare': { input: { person }, ...inVillage },
    'slips.issue': { input: { slip: 'x' }, resource: nation },
    'slips.revoke': { input: { slip: 'x' }, resource: nation },
    'accounts.ofPeople': {
      input: { people: [made.clerk.person] },
      resource: { division: village, person: made.clerk.person },
    },
    'accounts.bind': { input: { slip: 'x', code: 'y' }, resource: nation },
    'accounts.bindByIssuer': { input: { assertion: 'x' }, resource: nation },
    'accounts.unbind': { input: { account: 'nobody@test' }, resource: nation },
    'me.get': { input: {}, sameAnswer: 'answers everybody, about themselves alone' },
    'me.reads': { input: page, sameAnswer: 'the person asked about is the caller herself' },
    'personalData.of': { input: { division: village, person }, resource: { division: village, person } },
    'personalData.acts': {
      input: { division: village, person, ...page },
      resource: { division: village, person },
    },
    'personalData.erase': { input: { division: village, person, fields: ['phone'], reason: 'request' }, ...inVillage },
    'personalData.restrict': {
      input: { division: village, person, fields: ['phone'], restricted: true },
      resource: { division: village, person },
    },
    'imports.get': {
      input: { imports: [`import-of-${village}`] },
      sameAnswer: 'leaves out what the caller may not see',
    },
    'imports.list': { input: { division: village, ...page }, ...inVillage },
  };
};

it('every procedure lets in whom the permission table lets in, and nobody else', async () => {
  const registrar = made.by(made.registrar);
  const recorded = await registrar.residents.record({
    commandId: newCommandId(),
    division: village,
    kind: 'resident',
    name: '某某',
    household: '1',
    from: '2026-01-01',
  } as never);
  const { person } = done(recorded);
  done(
    await registrar.bodies.establish({
      commandId: newCommandId(),
      kind: 'group-collective',
      number: 1,
      name: '一组',
      division: village,
      from: '2025-01-01',
    }),
  );
  await registry.settle();
  const matrix = accessMatrix({ division: village, body, bodyKind: 'villagers-committee', person });
  const runtime = { ...registry.runtime, resolveCaller: matrix.resolveCaller };
  const { router } = await wireRegistry(runtime, { dataDir: registry.dataDir });
  const file = await registry.upload(list, ...matrix.accounts);
  const residents = await registry.upload('姓名,户号\n某某,1\n', ...matrix.accounts);
  const cases = matrix.cases(router, entries(file, person, residents), registry.runtime.store);
  const wrong: string[] = [];
  for (const { path, role, relation, check } of cases) {
    const problem = await check();
    if (problem !== undefined) wrong.push(`${path} as ${role} ${relation}: ${problem}`);
  }
  expect(wrong).toEqual([]);
  expect(cases.filter(({ allowed }) => allowed).length).toBeGreaterThan(100);
}, 120_000);
