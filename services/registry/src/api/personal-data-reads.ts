import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { fieldStates } from '../erasure/digests-to-erase.ts';
import { erasures } from '../projections/erasures.ts';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { codeInput, idInput, pageInput } from './inputs.ts';
import { mustStay } from './duty-to-keep.ts';

/** No value is shown here: whoever asks for erasure or carries it out sees what there is, and what was done. */
export const personalDataReads = ({ queries, runtime }: Registry, { query }: Procedures) => ({
  /** What a village keeps of a person, field by field: for herself, and for who may erase it. */
  of: query('personal-data.read', residents)
    .input(z.object({ division: codeInput, person: idInput }))
    .query(async ({ ctx, input: { division, person } }) => {
      const denied = ctx.authorise({ division, person });
      if (denied !== undefined) return ctx.answer(denied);
      const document = await queries.residents.one(division, person);
      if (document === undefined) return ctx.answer(refuse('residency.unknown', { division }, 'person'));
      const fields = await fieldStates(runtime.vault, document);
      return ctx.answer({
        division,
        person,
        status: document.status,
        endedOn: document.endedOn ?? null,
        fields: fields.map((field) => ({ ...field, mustStay: mustStay(document, field.field) })),
      });
    }),

  /** What was erased, restricted and shown again in a village, newest first; of one person, who may ask herself. */
  acts: query('personal-data.read', erasures)
    .input(pageInput.extend({ division: codeInput, person: idInput.optional() }))
    .query(async ({ ctx, input: { division, person, first, after } }) => {
      const denied = ctx.authorise({ division, ...(person === undefined ? {} : { person }) });
      if (denied !== undefined) return ctx.answer(denied);
      const { items, hasMore } = await queries.erasures.page(division, person, first, after);
      return ctx.answer({ hasMore, items: items.map(({ cursor, document }) => ({ cursor, act: document })) });
    }),
});
