import { nationalDivision, type RegistryEvent } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import type { Handled } from '@cunjian/event-store';
import { z } from 'zod';
import { accountDecider, type AccountCommand } from '../account/decide.ts';
import { accountStream } from '../account/account-stream.ts';
import { accounts } from '../projections/accounts.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { slipDecider, wrongCode } from '../slip/decide.ts';
import { act, outcome, refusal, type Acting } from './act.ts';
import { idInput, idsInput, typedInput } from './inputs.ts';
import { divisionsOfPerson, mayActOnAccount } from './person.ts';
import { comparedCode } from './slips.ts';

const nation = { division: nationalDivision };
const maxCodeLength = 60;
const maxAssertionLength = 20_000;

type Binding = Extract<RegistryEvent, { type: 'account-bound' }>['data'];
type Run = (ctx: Acting, commandId: string, account: string, command: AccountCommand) => Promise<Handled | Refused>;

const runner =
  ({ runtime }: Registry): Run =>
  (ctx, commandId, account, command) =>
    act(runtime.handle, ctx, {
      commandId,
      stream: accountStream(account),
      decider: accountDecider,
      command,
      division: nationalDivision,
      audience: 'parties',
    });

const notSignedIn = refuse('account.not-signed-in');

/** The slip is used up first, which exactly one account can do; the binding follows, by a reaction if need be. */
const useSlip = async (
  registry: Registry,
  ctx: Acting,
  { commandId, account, slip, code }: { commandId: string; account: string; slip: string; code: string },
): Promise<Handled | Refused> => {
  const { queries, runtime, ids } = registry;
  const document = await queries.slips.one(slip);
  if (document === undefined) return wrongCode;
  const bound = await queries.accounts.one(account);
  const used = await act(runtime.handle, ctx, {
    commandId,
    stream: `slip-${slip}`,
    decider: slipDecider,
    command: {
      kind: 'use',
      slip,
      codeHash: ids.codeHash(slip, comparedCode(code)),
      account,
      now: new Date(runtime.clock.now()).toISOString(),
      boundTo: bound?.status === 'bound' ? bound.person : undefined,
    },
    division: document.division,
    audience: 'parties',
  });
  if (isRefused(used)) return used;
  if (used.events.some(({ name }) => name === 'activation-slip-tried')) return wrongCode;
  const binding: Binding = {
    account,
    person: document.person,
    method: 'activation-slip',
    officers: [...document.officers],
  };
  const handled = await runner(registry)(ctx, ids.uuid('bind', commandId), account, { kind: 'bind', binding });
  if (isRefused(handled)) return handled;
  return { ...handled, events: [...used.events, ...handled.events], repeated: used.repeated };
};

const accountCommands = (registry: Registry, { command }: Procedures) => {
  const { queries, ids } = registry;
  const run = runner(registry);
  return {
    /** The signed-in account becomes that of the person on the slip. */
    bind: command('account.bind')
      .input(z.object({ slip: idInput, code: typedInput(maxCodeLength) }))
      .mutation(async ({ ctx, input: { commandId, slip, code } }) => {
        const denied = ctx.authorise(nation);
        if (denied !== undefined) return refusal(denied);
        const { account } = ctx;
        if (account === undefined) return refusal(notSignedIn);
        const asked = { commandId, account, slip: slip.trim().toUpperCase(), code };
        return outcome(await useSlip(registry, ctx, asked), { account });
      }),

    /** By what an issuer with real-name assurance says of the account's holder. */
    bindByIssuer: command('account.bind')
      .input(z.object({ assertion: typedInput(maxAssertionLength) }))
      .mutation(async ({ ctx, input: { commandId, assertion } }) => {
        const denied = ctx.authorise(nation);
        if (denied !== undefined) return refusal(denied);
        const { account } = ctx;
        if (account === undefined) return refusal(notSignedIn);
        if (registry.realNameIssuer === undefined) return refusal(refuse('account.no-issuer'));
        const verified = await registry.realNameIssuer.verify(assertion, account);
        if (isRefused(verified)) return refusal(verified);
        const person = ids.personByIdNumber(verified.idNumber);
        if ((await divisionsOfPerson(registry, person)).length === 0) return refusal(refuse('account.person-unknown'));
        const binding: Binding = { account, person, method: 'real-name-issuer', officers: [] };
        return outcome(await run(ctx, commandId, account, { kind: 'bind', binding }), { account });
      }),

    /** By the person, or by an officer where she belongs. */
    unbind: command('account.unbind')
      .input(z.object({ account: idInput }))
      .mutation(async ({ ctx, input: { commandId, account } }) => {
        const document = await queries.accounts.one(account);
        const person = document?.person;
        const own = person !== undefined && person === ctx.caller.person;
        if (person === undefined || !(await mayActOnAccount(registry, person, ctx.may))) {
          const denied = ctx.authorise(nation);
          if (denied !== undefined) return refusal(denied);
        }
        const by = own ? 'person' : 'officer';
        return outcome(await run(ctx, commandId, account, { kind: 'unbind', account, by }), { account });
      }),
  };
};

export const accountsRouter = (registry: Registry, procedures: Procedures) => {
  const { router, query } = procedures;
  return router({
    /** Accounts bound to people, now or before: for the people themselves (see `me`) and for officers who may revoke them. */
    ofPeople: query('account.unbind', accounts)
      .input(z.object({ people: idsInput }))
      .query(async ({ ctx, input: { people } }) => {
        const found = await Promise.all(
          people.map(async (person) => {
            const allowed = await mayActOnAccount(registry, person, ctx.may);
            return { person, accounts: allowed ? await registry.queries.accounts.ofPerson(person) : [] };
          }),
        );
        return ctx.answer(found);
      }),
    ...accountCommands(registry, procedures),
  });
};
