import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ask, carryOut, data, newCommandId, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { createWorld } from './world.ts';

let gateway: RunningGateway;
let as: (account: string) => As;
beforeAll(async () => {
  gateway = await startGateway();
  ({ as } = await createWorld(gateway));
});
afterAll(() => gateway.close());

const vkeys = async (): Promise<readonly string[]> =>
  (await (await fetch(`${gateway.url}/log/vkeys`)).text()).split('\n');
const rotation = `mutation ($input: RotateKeyInput!) { rotateKey(input: $input) { newVkey position userErrors { code } } }`;
const rotated = async (purpose: string, who: As) =>
  (await ask(gateway, rotation, { input: { commandId: newCommandId(), purpose } }, who)).data;

it('replaces a key for an operator, once for one command, with a receipt that the new keys sign', async () => {
  const before = await vkeys();
  const commandId = newCommandId();
  const rotate = () =>
    carryOut(gateway, 'rotateKey', { commandId, purpose: 'LOG' }, as('operator'), 'newVkey receipt { note }');
  const first = await rotate();
  expect(first).toMatchObject({ newVkey: expect.stringContaining('+'), receipt: { note: expect.any(String) } });
  expect(before).not.toContain(first.newVkey);
  expect(await vkeys()).toContain(first.newVkey);
  expect(await rotate()).toMatchObject({ newVkey: first.newVkey, position: first.position });
  expect((await rotated('RECEIPT', as('operator'))).rotateKey).toMatchObject({
    userErrors: [],
    newVkey: expect.any(String),
  });
  const { receipt } = await data(gateway, 'query ($note: String!) { receipt(note: $note) { note } }', {
    note: first.receipt.note,
  });
  expect(receipt).toEqual({ note: first.receipt.note });
});

it.each(['auditor', 'registrar', 'villager'])('does nothing for %s', async (account) => {
  const before = await vkeys();
  expect(await rotated('LOG', as(account))).toEqual({
    rotateKey: { newVkey: null, position: null, userErrors: [{ code: 'access.denied' }] },
  });
  expect(await vkeys()).toEqual(before);
});
