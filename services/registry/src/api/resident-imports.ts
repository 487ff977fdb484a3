import { isRefused, type Refused } from '@cunjian/kernel';
import { z } from 'zod';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { residentsImportDecider, type ResidentsImportCommand } from '../residents-import/decide.ts';
import { planFile } from '../residents-import/known-residents.ts';
import type { Plan, PlannedRow } from '../residents-import/plan.ts';
import { maxResidentRows } from '../residents-import/read-residents.ts';
import { residencyAudience, type WriteResidents } from '../residents-import/write-residents.ts';
import { act, outcome, refusal, type Acting } from './act.ts';
import { fileNotBrought } from './brought-file.ts';
import { codeInput, dateInput, fileInput } from './inputs.ts';
import { kindsOfRegister, recordReadsOfPeople } from './record-reads-of-people.ts';
import { todayOf } from '../registry-context.ts';

/** Rows of each kind that a preview spells out. */
const maxShownRows = 50;

const rowView = ({ row, fields, doubt }: PlannedRow) => ({
  row: row.row,
  division: row.division,
  name: row.name,
  household: row.household,
  kind: row.kind ?? null,
  fields,
  ...(doubt === undefined ? {} : { doubt }),
});

export const previewOf = ({ rows, missing }: Plan) => {
  const kind = (wanted: PlannedRow['action']) =>
    rows.filter(({ action, doubt }) => action === wanted && doubt === undefined);
  const [added, changed] = [kind('record'), kind('correct')];
  const doubtful = rows.filter(({ doubt }) => doubt !== undefined);
  return {
    rows: rows.length,
    new: added.length,
    changed: changed.length,
    unchanged: kind('none').length,
    /** Rows that a person must confirm; `doubt` says why. */
    toBeChecked: doubtful.map(rowView),
    /** In the register and not in the file: left as they are. */
    missing: missing.length,
    newRows: added.slice(0, maxShownRows).map(rowView),
    changedRows: changed.slice(0, maxShownRows).map(rowView),
  };
};

type Accept = Extract<ResidentsImportCommand, { readonly kind: 'accept' }>;

/** Sent again, the command is answered from its stream: the file may be written and erased by then. */
const acceptedBefore = async ({ runtime }: Registry, stream: string): Promise<Accept | undefined> => {
  const [first] = await runtime.store.readStream(stream, { limit: 1 });
  return first && { kind: 'accept', file: runtime.catalogue.decode(first).data as WriteResidents, doubtfulRows: [] };
};

const accept = async (
  registry: Registry,
  ctx: Acting,
  file: Omit<WriteResidents, 'rows'>,
  fileName: string,
): Promise<Accept | Refused> => {
  const missing = await fileNotBrought(registry, ctx, file.sha256);
  if (missing !== undefined) return missing;
  const plan = await planFile(registry, { ...file, fileName });
  if (isRefused(plan)) return plan;
  const doubtfulRows = plan.rows.flatMap(({ doubt, row }) => (doubt === undefined ? [] : [row.row]));
  return { kind: 'accept', file: { ...file, rows: plan.rows.length }, doubtfulRows };
};

export const residentImports = (registry: Registry, { query, command }: Procedures) => {
  const { runtime } = registry;
  return {
    /** What the file would change: nothing is written. A refusal holds every bad row with column, value and remedy. */
    previewImport: query('residents.import', residents)
      .input(fileInput.extend({ division: codeInput }))
      .query(async ({ ctx, input: { division, file, fileName } }) => {
        const denied = ctx.authorise({ division }) ?? (await fileNotBrought(registry, ctx, file));
        if (denied !== undefined) return ctx.answer(denied);
        const plan = await planFile(registry, { division, sha256: file, fileName });
        if (isRefused(plan)) return ctx.answer(plan);
        const known = plan.rows.filter(({ action }) => action !== 'record').map(({ person }) => person);
        await recordReadsOfPeople(registry, ctx, { purpose: 'preview of an import', kinds: kindsOfRegister }, known);
        return ctx.answer(previewOf(plan));
      }),

    /** Accepts the file as a whole; its rows are written soon after, see `imports.get`. */
    import: command('residents.import')
      .input(
        fileInput.extend({
          division: codeInput,
          /** First day on which new residents belong to their village. */
          from: dateInput.optional(),
          /** Rows of `toBeChecked` that are right as they are. */
          confirmedRows: z.array(z.int().min(1)).max(maxResidentRows).optional(),
        }),
      )
      .mutation(async ({ ctx, input: { commandId, division, file, fileName, from, confirmedRows } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return refusal(denied);
        const id = `import-${commandId}`;
        const stream = `residents-import-${id}`;
        const asked = { import: id, division, sha256: file, from: from ?? todayOf(registry), confirmedRows };
        const accepted = (await acceptedBefore(registry, stream)) ?? (await accept(registry, ctx, asked, fileName));
        if (isRefused(accepted)) return refusal(accepted);
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream,
          decider: residentsImportDecider,
          command: accepted,
          division,
          audience: residencyAudience,
        });
        return outcome(handled, { import: id });
      }),
  };
};
