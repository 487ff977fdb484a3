import { bodyKinds, discloses, nationalDivision, type BodyKind } from '@cunjian/contracts';
import { levelOf, isDivisionCode } from '@cunjian/divisions';
import { refuse } from '@cunjian/kernel';
import { isCreditCode, oneLine } from '@cunjian/personal-data';
import { z } from 'zod';
import { bodyId } from '../body/body-id.ts';
import { bodyDecider, type BodyCommand } from '../body/decide.ts';
import { defined } from '../defined.ts';
import { bodies, type BodyDocument } from '../projections/bodies.ts';
import { contracts, isInForce } from '../projections/contracts.ts';
import { todayOf, type Procedures, type Registry } from '../registry-context.ts';
import { act, outcome, refusal, type Acting } from './act.ts';
import { codeInput, codesInput, dateInput, idInput, idsInput, nameInput } from './inputs.ts';

const nation = { division: nationalDivision };
const boardsInput = z.array(nameInput).max(200);
const creditCodeInput = oneLine(z.string().trim().toUpperCase().max(30));
/** Unless it says otherwise: an agency and a government office keep books, and owe nobody in a village theirs. */
const owesByItself = (kind: BodyKind): boolean => discloses(kind) && kind !== 'agency' && kind !== 'government';

export interface BodyView extends BodyDocument {
  /** The agency whose contract for its books is in force today. */
  readonly agency?: string;
}

const badCreditCode = (creditCode: string | undefined) =>
  creditCode === undefined || isCreditCode(creditCode)
    ? undefined
    : refuse('body.bad-credit-code', { creditCode }, 'creditCode');

const bodyReads = (registry: Registry, { query }: Procedures) => {
  const { queries } = registry;
  const views = async (documents: readonly BodyDocument[]): Promise<readonly BodyView[]> => {
    const today = todayOf(registry);
    const signed = await queries.contracts.ofBodies(documents.map(({ body }) => body));
    return documents.map((document, i) => ({
      ...document,
      ...defined({ agency: signed[i]?.find((contract) => isInForce(contract, today))?.agency }),
    }));
  };
  return {
    get: query('bodies.read', bodies, contracts)
      .input(z.object({ bodies: idsInput }))
      .query(async ({ ctx, input }) => {
        const found = ctx.may(nation) ? await queries.bodies.get(input.bodies) : new Map<string, BodyDocument>();
        return ctx.answer(await views([...found.values()]));
      }),

    /** The legal bodies of each division itself, dissolved ones too. */
    byDivision: query('bodies.read', bodies, contracts)
      .input(z.object({ divisions: codesInput }))
      .query(async ({ ctx, input }) => {
        const codes = ctx.may(nation) ? input.divisions : [];
        const found = await queries.bodies.ofDivisions(codes);
        const all = new Map((await views(found.flat())).map((view) => [view.body, view]));
        return ctx.answer(
          codes.map((division, i) => ({
            division,
            bodies: (found[i] ?? []).flatMap(({ body }) => all.get(body) ?? []),
          })),
        );
      }),
  };
};

const bodyCommands = ({ queries, runtime }: Registry, { command }: Procedures) => {
  const run = (ctx: Acting, commandId: string, body: string, division: string, asked: BodyCommand) =>
    act(runtime.handle, ctx, {
      commandId,
      stream: `body-${body}`,
      decider: bodyDecider,
      command: asked,
      division,
      body,
      audience: 'public',
    });
  return {
    establish: command('body.establish')
      .input(
        z.object({
          kind: z.enum(bodyKinds),
          /** Number of the villagers' group 村民小组, for a group collective. */
          number: z.int().min(1).max(999).optional(),
          name: nameInput,
          division: codeInput,
          creditCode: creditCodeInput.optional(),
          predecessors: idsInput.default([]),
          noticeBoards: boardsInput.default([]),
          owesDisclosure: z.boolean().optional(),
          manyTransactions: z.boolean().optional(),
          from: dateInput,
        }),
      )
      .mutation(async ({ ctx, input: { commandId, number, ...input } }) => {
        const denied = ctx.authorise({ division: input.division }) ?? badCreditCode(input.creditCode);
        if (denied !== undefined) return refusal(denied);
        const body = bodyId(input.kind, input.division, number);
        const listed = await queries.divisions.one(input.division);
        const handled = await run(ctx, commandId, body, input.division, {
          kind: 'establish',
          body: { ...input, body, owesDisclosure: input.owesDisclosure ?? owesByItself(input.kind) },
          level: listed?.status === 'listed' && isDivisionCode(listed.code) ? levelOf(listed.code) : undefined,
        });
        return outcome(handled, { body });
      }),

    change: command('body.establish')
      .input(
        z.object({
          body: idInput,
          name: nameInput.optional(),
          creditCode: creditCodeInput.optional(),
          noticeBoards: boardsInput.optional(),
          owesDisclosure: z.boolean().optional(),
          manyTransactions: z.boolean().optional(),
        }),
      )
      .mutation(async ({ ctx, input: { commandId, body, ...change } }) => {
        const document = await queries.bodies.one(body);
        const denied =
          ctx.authorise({ division: document?.division ?? nationalDivision }) ?? badCreditCode(change.creditCode);
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('body.unknown', { body }, 'body'));
        const asked = { kind: 'change', change: { body, ...change } } as const;
        return outcome(await run(ctx, commandId, body, document.division, asked), { body });
      }),

    dissolve: command('body.establish')
      .input(z.object({ body: idInput, on: dateInput, successors: idsInput.default([]) }))
      .mutation(async ({ ctx, input: { commandId, ...dissolution } }) => {
        const { body } = dissolution;
        const document = await queries.bodies.one(body);
        const denied = ctx.authorise({ division: document?.division ?? nationalDivision });
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('body.unknown', { body }, 'body'));
        const asked = { kind: 'dissolve', dissolution } as const;
        return outcome(await run(ctx, commandId, body, document.division, asked), { body });
      }),
  };
};

export const bodiesRouter = (registry: Registry, procedures: Procedures) =>
  procedures.router({ ...bodyReads(registry, procedures), ...bodyCommands(registry, procedures) });
