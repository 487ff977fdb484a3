import { expect, it } from '@jest/globals';
import { nationalDivision } from '@cunjian/contracts';
import { accessMatrix, type Entry } from '@cunjian/service-kit/access-matrix';
import { takenPoisons, textFieldsOf } from '@cunjian/service-kit/input-texts';
import { county, startIntegration, village } from './running-integration.ts';

/** Every procedure: valid input, and what it ought to ask about. */
const entriesOf = (kept: string, removed: string): Readonly<Record<string, Entry>> => {
  const own = { resource: { division: county, person: 'p-integrator' } };
  const input = { webhook: kept };
  return {
    'webhooks.register': {
      input: { url: 'https://receiver.example/', divisions: [village] },
      resource: { division: village },
    },
    'webhooks.rotateSecret': { input, ...own },
    'webhooks.enable': { input, ...own },
    'webhooks.disable': { input, ...own },
    'webhooks.remove': { input: { webhook: removed }, ...own, sameAnswer: 'whoever comes second finds it gone' },
    'webhooks.replay': { input: { ...input, log: village, from: 0, to: 0 }, ...own },
    'webhooks.mine': { input: {}, sameAnswer: 'everybody is given her own, and most have none' },
    'webhooks.deliveries': { input: { ...input, first: 1 }, ...own },
    'feed.entries': { input: { division: village, from: 0, limit: 1 }, resource: { division: village } },
    'feed.sizes': { input: { divisions: [village] }, resource: { division: nationalDivision } },
    'feed.position': { input: {}, resource: { division: nationalDivision } },
  };
};

it('asks who may, as the table says, in every procedure', async () => {
  const matrix = accessMatrix({
    division: village,
    body: `${village}-vc`,
    bodyKind: 'villagers-committee',
    person: 'p-integrator',
  });
  const running = await startIntegration({ others: matrix.resolveCaller });
  try {
    const register = async (): Promise<string> => {
      const input = { commandId: running.newId(), url: 'https://receiver.example/', divisions: [elsewhereInCounty] };
      const outcome = await running.as('integrator').webhooks.register(input);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
      const { webhook } = outcome.result;
      while (!(await running.as('integrator').webhooks.mine({})).value.some((one) => one.webhook === webhook))
        await running.clock.sleep(10);
      return webhook;
    };
    const cases = matrix.cases(running.router, entriesOf(await register(), await register()), running.runtime.store);
    const wrong: string[] = [];
    for (const { path, role, relation, check } of cases) {
      const problem = await check();
      if (problem !== undefined) wrong.push(`${path} as ${role} ${relation}: ${problem}`);
    }
    expect(wrong).toEqual([]);
    expect(cases.filter(({ allowed }) => allowed).length).toBeGreaterThan(50);
  } finally {
    await running.close();
  }
}, 120_000);
/** Where nothing happens: what is delivered is no part of this. */
const elsewhereInCounty = '330326101299';

it('takes controls and bidi overrides in no text of any procedure', async () => {
  const running = await startIntegration();
  const taken = await takenPoisons(textFieldsOf(running.router));
  await running.close();
  expect(taken).toEqual([]);
});
