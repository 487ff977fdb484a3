import { refuse } from '@cunjian/kernel';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { createBrowser } from './browser.ts';
import { ask, carryOut, type As } from './client.ts';
import { startGateway, type RunningGateway } from './running-gateway.ts';
import { createWorld, village, type World } from './world.ts';

const idNumbers: Readonly<Record<string, string>> = { collective: '11010519491231002X', town: '110101199003077774' };

let gateway: RunningGateway;
let world: World;
beforeAll(async () => {
  gateway = await startGateway(
    {},
    {
      // The embedded issuer has seen nobody's card; this one believes its tokens, as the registry's own adapter does.
      realNameIssuer: {
        verify: async (assertion, account) => {
          const { sub = '', iss } = decodeJwt(assertion);
          const idNumber = idNumbers[sub];
          return sub === account && iss?.endsWith('/oidc') === true && idNumber !== undefined
            ? { idNumber }
            : refuse('account.bad-assertion', {}, 'assertion');
        },
      },
    },
  );
  world = await createWorld(gateway);
  const resident = { division: village, kind: 'REGISTERED', household: '9', from: '2020-01-01' };
  const input = { ...resident, name: '赵六', idNumber: idNumbers['collective'] };
  const recorded = await carryOut(gateway, 'recordResidency', input, world.as('registrar'), 'person');
  await ask(gateway, 'query ($p: Position) { body(id: "x", atLeast: $p) { id } }', { p: recorded.position });
});
afterAll(() => gateway.close());

const nameOf = async (as: As): Promise<unknown> =>
  (await ask(gateway, '{ viewer { name bindings { method officers } } }', {}, as)).data.viewer;
const signIn = async (address: string) => {
  const browser = createBrowser(gateway.url);
  const page = await browser.open(address);
  return { page, as: { cookie: `cunjian-session=${browser.jar.get('cunjian-session') ?? ''}` } };
};

describe('signing in at an issuer with real-name assurance', () => {
  it('binds nothing unless it is asked to', async () => {
    const { as } = await signIn('/sign-in?account=collective');
    expect(await nameOf(as)).toMatchObject({ name: null, bindings: [] });
  });

  it('binds the account to the person with the number, where one asks for it', async () => {
    const { page, as } = await signIn('/sign-in?account=collective&bind=1&to=/me');
    expect(page.url.pathname).toBe('/me');
    for (let tries = 0; ((await nameOf(as)) as { name: unknown }).name === null && tries < 200; tries++)
      await gateway.clock.sleep(20);
    expect(await nameOf(as)).toMatchObject({ name: '赵六', bindings: [{ method: 'REAL_NAME_ISSUER', officers: [] }] });
  });

  it('says why it does not, to somebody whom no village knows', async () => {
    const { page } = await signIn('/sign-in?account=town&bind=1');
    expect(page.url.pathname + page.url.search).toBe('/me?refused=account.person-unknown');
  });

  it('takes no token of another account', async () => {
    const other = world.as('villager').token ?? '';
    const { bindAccountByIssuer } = (
      await ask(
        gateway,
        'mutation ($input: BindAccountByIssuerInput!) { bindAccountByIssuer(input: $input) { userErrors { code field } } }',
        { input: { commandId: world.newCommandId(), assertion: other } },
        world.as('neighbour'),
      )
    ).data;
    expect(bindAccountByIssuer.userErrors).toEqual([{ code: 'account.bad-assertion', field: 'assertion' }]);
  });
});
