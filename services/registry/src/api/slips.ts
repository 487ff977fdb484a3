import { refuse } from '@cunjian/kernel';
import { nationalDivision } from '@cunjian/contracts';
import { z } from 'zod';
import { slips } from '../projections/slips.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { slipDecider, type SlipCommand } from '../slip/decide.ts';
import { act, outcome, refusal, type Acting } from './act.ts';
import { codeInput, idInput, pageInput } from './inputs.ts';
import { divisionToActIn } from './person.ts';

const dayMs = 86_400_000;
const nation = { division: nationalDivision };

/** As typed: without spaces and hyphens, letters that look like digits read as these. */
export const comparedCode = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');

/** `K7QM-2XWP-9D4T`: three groups are read out and typed more easily than twelve letters. */
const grouped = (half: string): string => half.match(/.{4}/g)?.join('-') ?? half;

const slipCommands = (registry: Registry, { command }: Procedures) => {
  const { queries, runtime, ids } = registry;
  const run = (ctx: Acting, commandId: string, slip: string, division: string, asked: SlipCommand) =>
    act(runtime.handle, ctx, {
      commandId,
      stream: `slip-${slip}`,
      decider: slipDecider,
      command: asked,
      division,
      audience: 'parties',
    });
  return {
    /** The first officer: gets the first half of the code. It is computed, not kept, and the same if asked again. */
    prepare: command('slip.issue')
      .input(z.object({ person: idInput }))
      .mutation(async ({ ctx, input: { commandId, person } }) => {
        const division = await divisionToActIn(registry, person, ctx.may);
        // As for somebody nobody knows: an officer here learns of no office elsewhere.
        if (division === undefined)
          return refusal(ctx.authorise(nation) ?? refuse('person.unknown', { person }, 'person'));
        const slip = ids.shortId(commandId, person);
        const officer = ctx.caller.person ?? '';
        const asked = { kind: 'prepare', slip, person, division, officer } as const;
        const handled = await run(ctx, commandId, slip, division, asked);
        return outcome(handled, { slip, codeHalf: grouped(ids.codeHalf(slip, 'first')) });
      }),

    /** The second officer, another person: gets the second half. Only who is handed both can use the slip. */
    issue: command('slip.issue')
      .input(z.object({ slip: idInput }))
      .mutation(async ({ ctx, input: { commandId, slip } }) => {
        const document = await queries.slips.one(slip);
        const division = document && (await divisionToActIn(registry, document.person, ctx.may));
        const denied = ctx.authorise({ division: division ?? nationalDivision });
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('slip.unknown', { slip }, 'slip'));
        const second = ids.codeHalf(slip, 'second');
        const expires = new Date(runtime.clock.now() + registry.slipDays * dayMs).toISOString();
        const handled = await run(ctx, commandId, slip, document.division, {
          kind: 'issue',
          slip,
          officer: ctx.caller.person ?? '',
          codeHash: ids.codeHash(slip, comparedCode(ids.codeHalf(slip, 'first') + second)),
          expires,
        });
        return outcome(handled, { slip, codeHalf: grouped(second), expires });
      }),

    revoke: command('slip.issue')
      .input(z.object({ slip: idInput }))
      .mutation(async ({ ctx, input: { commandId, slip } }) => {
        const document = await queries.slips.one(slip);
        const denied = ctx.authorise({ division: document?.division ?? nationalDivision });
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('slip.unknown', { slip }, 'slip'));
        const asked = { kind: 'revoke', slip, officer: ctx.caller.person ?? '' } as const;
        return outcome(await run(ctx, commandId, slip, document.division, asked), { slip });
      }),
  };
};

export const slipsRouter = (registry: Registry, procedures: Procedures) => {
  const { router, query } = procedures;
  return router({
    /** Slips of a division that wait for a second officer or to be used, and those that wrong codes have voided. */
    open: query('slip.read', slips)
      .input(pageInput.extend({ division: codeInput }))
      .query(async ({ ctx, input: { division, first, after } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return ctx.answer(denied);
        const { items, hasMore } = await registry.queries.slips.open(division, first, after);
        return ctx.answer({ hasMore, items: items.map(({ document, cursor }) => ({ cursor, slip: document })) });
      }),
    ...slipCommands(registry, procedures),
  });
};
