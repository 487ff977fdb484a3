import { nationalDivision } from '@cunjian/contracts';
import { isWithin } from '@cunjian/divisions';
import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { agencyContractsDecider } from '../agency-contracts/decide.ts';
import { bodies } from '../projections/bodies.ts';
import { contracts, isInForce } from '../projections/contracts.ts';
import { todayOf, type Procedures, type Registry } from '../registry-context.ts';
import { act, outcome, refusal } from './act.ts';
import { dateInput, idInput, idsInput, pageInput } from './inputs.ts';

const nation = { division: nationalDivision };

const contractReads = (registry: Registry, { query }: Procedures) => {
  const { queries } = registry;
  return {
    /** All that an agency ever signed, with names: a page for who signs and ends them. */
    list: query('bodies.read', contracts, bodies)
      .input(pageInput.extend({ agency: idInput }))
      .query(async ({ ctx, input: { agency, first, after } }) => {
        const denied = ctx.authorise(nation);
        if (denied !== undefined) return ctx.answer(denied);
        const { items, hasMore } = await queries.contracts.page(agency, first, after);
        const kept = await queries.bodies.get([...new Set(items.map(({ document: { body } }) => body))]);
        const today = todayOf(registry);
        return ctx.answer({
          hasMore,
          items: items.map(({ cursor, document }) => ({
            cursor,
            contract: document,
            bodyName: kept.get(document.body)?.name ?? '',
            inForce: isInForce(document, today),
          })),
        });
      }),

    /** Whose books a township's agency keeps, ended contracts too. */
    byAgency: query('bodies.read', contracts)
      .input(z.object({ agencies: idsInput }))
      .query(async ({ ctx, input }) => {
        const agencies = ctx.may(nation) ? input.agencies : [];
        const found = await Promise.all(agencies.map((agency) => queries.contracts.ofAgency(agency)));
        return ctx.answer(agencies.map((agency, i) => ({ agency, contracts: found[i] ?? [] })));
      }),

    byBody: query('bodies.read', contracts)
      .input(z.object({ bodies: idsInput }))
      .query(async ({ ctx, input }) => {
        const asked = ctx.may(nation) ? input.bodies : [];
        const found = await queries.contracts.ofBodies(asked);
        return ctx.answer(asked.map((body, i) => ({ body, contracts: found[i] ?? [] })));
      }),
  };
};

const contractCommands = ({ queries, runtime }: Registry, { command }: Procedures) => ({
  sign: command('contract.sign')
    .input(z.object({ agency: idInput, body: idInput, from: dateInput, /** Last day. */ to: dateInput }))
    .mutation(async ({ ctx, input: { commandId, agency, body, from, to } }) => {
      const known = await queries.bodies.get([agency, body]);
      const keeper = known.get(agency);
      const kept = known.get(body);
      // Both sides' divisions: a registrar of one township can't bind another's village.
      const denied =
        ctx.authorise({ division: keeper?.division ?? nationalDivision }) ??
        ctx.authorise({ division: kept?.division ?? nationalDivision });
      if (denied !== undefined) return refusal(denied);
      if (keeper === undefined || keeper.dissolvedOn !== undefined)
        return refusal(refuse('body.unknown', { body: agency }, 'agency'));
      if (kept === undefined || kept.dissolvedOn !== undefined)
        return refusal(refuse('body.unknown', { body }, 'body'));
      const [others = []] = await queries.contracts.ofBodies([body]);
      const contract = `contract-${commandId}`;
      const handled = await act(runtime.handle, ctx, {
        commandId,
        stream: `contracts-${agency}`,
        decider: agencyContractsDecider,
        command: {
          kind: 'sign',
          contract: { contract, agency, body, bodyDivision: kept.division, from, to },
          agencyKind: keeper.kind,
          bodyKind: kept.kind,
          withinAgency: isWithin(kept.division, keeper.division),
          withOthers: others.filter((other) => other.agency !== agency),
        },
        division: keeper.division,
        body: agency,
        audience: 'public',
      });
      return outcome(handled, { contract });
    }),

  end: command('contract.sign')
    .input(z.object({ contract: idInput, /** First day on which it no longer holds. */ on: dateInput }))
    .mutation(async ({ ctx, input: { commandId, contract, on } }) => {
      const document = await queries.contracts.one(contract);
      const keeper = document && (await queries.bodies.one(document.agency));
      const denied = ctx.authorise({ division: keeper?.division ?? nationalDivision });
      if (denied !== undefined) return refusal(denied);
      if (document === undefined || keeper === undefined)
        return refusal(refuse('contract.unknown', { contract }, 'contract'));
      const { agency } = document;
      const handled = await act(runtime.handle, ctx, {
        commandId,
        stream: `contracts-${agency}`,
        decider: agencyContractsDecider,
        command: { kind: 'end', ending: { contract, agency, on } },
        division: keeper.division,
        body: agency,
        audience: 'public',
      });
      return outcome(handled, { contract });
    }),
});

export const contractsRouter = (registry: Registry, procedures: Procedures) =>
  procedures.router({ ...contractReads(registry, procedures), ...contractCommands(registry, procedures) });
