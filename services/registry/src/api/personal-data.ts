import { isRefused, refuse } from '@cunjian/kernel';
import { erasureDecider, erasureStream, type ErasureCommand } from '@cunjian/personal-data';
import { z } from 'zod';
import { digestsToErase, personalFields, type PersonalField } from '../erasure/digests-to-erase.ts';
import type { ResidentDocument } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { act, outcome, refusal, type Acting } from './act.ts';
import { mustStay } from './duty-to-keep.ts';
import { codeInput, idInput } from './inputs.ts';
import { personalDataReads } from './personal-data-reads.ts';

const fieldsInput = z.object({
  division: codeInput,
  person: idInput,
  fields: z.array(z.enum(personalFields)).min(1),
});
type Fields = z.output<typeof fieldsInput> & { readonly commandId: string };

const dutyToKeep = (document: ResidentDocument, fields: readonly PersonalField[]) => {
  const kept = fields.find((field) => mustStay(document, field));
  return kept === undefined ? undefined : refuse('personal-data.duty-to-keep', { field: kept }, 'fields');
};

/** The event first, then the values; where the process dies in between, the reaction sees to them. */
const carryOut = async (
  { queries, runtime }: Registry,
  ctx: Acting,
  { commandId, division, person, fields }: Fields,
  command: (digests: readonly string[]) => ErasureCommand,
  then: (digests: readonly string[]) => Promise<void>,
) => {
  const document = await queries.residents.one(division, person);
  if (document === undefined) return refusal(refuse('residency.unknown', { division }, 'person'));
  const kept = dutyToKeep(document, fields);
  if (kept !== undefined) return refusal(kept);
  const digests = await digestsToErase(runtime.vault, document, fields);
  const handled = await act(runtime.handle, ctx, {
    commandId,
    stream: erasureStream(division, person),
    decider: erasureDecider,
    command: command(digests),
    division,
    audience: 'parties',
  });
  // A command that is repeated leaves what came after it as it is.
  if (!isRefused(handled) && !handled.repeated) await then(digests);
  return outcome(handled, { person });
};

export const personalDataRouter = (registry: Registry, procedures: Procedures) => {
  const { router, command } = procedures;
  const { vault } = registry.runtime;
  return router({
    ...personalDataReads(registry, procedures),

    /**
     * Erases what the register keeps of a person in one village: for ever, and without a trace but that it happened.
     * Earlier values of the same fields go, too. Names under which offices were held are public records and stay.
     */
    erase: command('personal-data.erase')
      .input(fieldsInput.extend({ reason: z.enum(['request', 'retention', 'mistake']) }))
      .mutation(async ({ ctx, input: { reason, ...input } }) => {
        const denied = ctx.authorise({ division: input.division });
        if (denied !== undefined) return refusal(denied);
        return carryOut(
          registry,
          ctx,
          input,
          (digests) => ({ do: 'erase', digests, reason }),
          (digests) => vault.erase(digests),
        );
      }),

    /**
     * Hides at once what a person asks to have restricted, or shows it again: by herself, or by an officer where she
     * belongs. What the law has the register know of those who belong to a village can't be hidden from it.
     */
    restrict: command('personal-data.restrict')
      .input(fieldsInput.extend({ restricted: z.boolean() }))
      .mutation(async ({ ctx, input: { restricted, ...input } }) => {
        const { division, person } = input;
        const denied = ctx.authorise({ division, person });
        if (denied !== undefined) return refusal(denied);
        return carryOut(
          registry,
          ctx,
          input,
          (digests) => ({ do: 'restrict', digests, restricted }),
          (digests) => vault.setRestricted(digests, restricted),
        );
      }),
  });
};
