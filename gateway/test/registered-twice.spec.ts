import { catalogue, type RegistryEvent } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { isRefused, type Decider } from '@cunjian/kernel';
import { systemRandom } from '@cunjian/service-kit';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask, carryOut, data, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { createWorld, neighbour, village } from './world.ts';

let gateway: RunningGateway;
let as: (account: string) => As;
beforeAll(async () => {
  gateway = await startGateway();
  ({ as } = await createWorld(gateway));
});
afterAll(() => gateway.close());

const query = `query ($division: DivisionCode!, $p: Position) { registeredTwice(division: $division, first: 5, atLeast: $p) {
  edges { node { person name elsewhere { code name } } } pageInfo { hasNextPage } } }`;
const peopleTwice = async (division: string, p?: unknown) =>
  (await data(gateway, query, { division, p }, as('registrar'))).registeredTwice.edges;

const asGiven: Decider<RegistryEvent, null, RegistryEvent> = {
  initialState: null,
  decide: (event) => [event],
  evolve: () => null,
};
/** The registration that another village wrote in the same moment: by a request it would have to be won as a race. */
const registerElsewhere = async (person: string): Promise<string> => {
  const { store, clock } = gateway.shared;
  const handled = await createCommandHandler({ store, catalogue, random: systemRandom, clock }).handle({
    stream: `residency-${neighbour}-${person}`,
    decider: asGiven,
    command: {
      type: 'residency-recorded',
      data: {
        ...{ person, division: neighbour, kind: 'registered', household: '9', from: '2024-01-01' },
        name: 'n'.repeat(43) as never,
      },
    },
    meta: {
      ...{ commandId: systemRandom.uuid(), actor: 'p-registrar', division: neighbour, correlationId: 'test' },
      audience: 'parties',
    },
  });
  if (isRefused(handled)) throw new Error(JSON.stringify(handled));
  return String(handled.position);
};

it('shows registrars whom two villages have registered, until one of them has mended it', async () => {
  const registrar = as('registrar');
  const recording = { division: village, kind: 'REGISTERED', name: '双村人', household: '3', from: '2020-01-01' };
  const { person, position } = await carryOut(gateway, 'recordResidency', recording, registrar, 'person');
  expect(await peopleTwice(village, position)).toEqual([]);
  const elsewhere = [{ code: neighbour, name: '东风村' }];
  expect(await peopleTwice(village, await registerElsewhere(person))).toEqual([
    { node: { person, name: '双村人', elsewhere } },
  ]);
  const denied = await ask(gateway, query, { division: village }, as('villager'));
  expect(denied.errors?.[0]?.extensions['refusals']).toMatchObject([{ code: 'access.denied' }]);
  const correction = { division: village, person, kind: 'RESIDENT' };
  const mended = await carryOut(gateway, 'correctResidency', correction, registrar);
  expect(await peopleTwice(village, mended.position)).toEqual([]);
});
