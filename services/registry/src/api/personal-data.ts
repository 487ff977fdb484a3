import { isRefused, refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { erasureDecider, erasureStream } from '../erasure/erasure.ts';
import { digestsToErase, personalFields, type PersonalField } from '../erasure/digests-to-erase.ts';
import type { ResidentDocument } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { act, outcome, refusal } from './act.ts';
import { codeInput, idInput } from './inputs.ts';

/** While somebody belongs to a village, the register needs to know who it is (村民委员会组织法, rolls of villagers). */
const neededWhileBelonging: readonly PersonalField[] = ['name', 'idNumber'];

const dutyToKeep = ({ status }: ResidentDocument, fields: readonly PersonalField[]) => {
  const kept = status === 'belongs' ? fields.find((field) => neededWhileBelonging.includes(field)) : undefined;
  return kept === undefined ? undefined : refuse('personal-data.duty-to-keep', { field: kept }, 'fields');
};

export const personalDataRouter = ({ queries, runtime }: Registry, { router, command }: Procedures) =>
  router({
    /**
     * Erases what the register keeps of a person in one village: for ever, and without a trace but that it happened.
     * Earlier values of the same fields go, too. Names under which offices were held are public records and stay.
     */
    erase: command('personal-data.erase')
      .input(
        z.object({
          division: codeInput,
          person: idInput,
          fields: z.array(z.enum(personalFields)).min(1),
          reason: z.enum(['request', 'retention', 'mistake']),
        }),
      )
      .mutation(async ({ ctx, input: { commandId, division, person, fields, reason } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return refusal(denied);
        const document = await queries.residents.one(division, person);
        if (document === undefined) return refusal(refuse('residency.unknown', { division }, 'person'));
        const kept = dutyToKeep(document, fields);
        if (kept !== undefined) return refusal(kept);
        const digests = await digestsToErase(runtime.vault, document, fields);
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream: erasureStream(division, person),
          decider: erasureDecider,
          command: { digests, reason },
          division,
          audience: 'parties',
        });
        // The event first, then the values; where the process dies in between, the reaction erases them.
        if (!isRefused(handled)) await runtime.vault.erase(digests);
        return outcome(handled, { person });
      }),
  });
