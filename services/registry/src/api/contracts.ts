import { nationalDivision } from '@cunjian/contracts';
import { isWithin } from '@cunjian/divisions';
import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { agencyContractsDecider } from '../agency-contracts/decide.ts';
import { contracts } from '../projections/contracts.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { act, outcome, refusal } from './act.ts';
import { dateInput, idInput, idsInput } from './inputs.ts';

const nation = { division: nationalDivision };

export const contractsRouter = ({ queries, runtime }: Registry, { router, query, command }: Procedures) =>
  router({
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
