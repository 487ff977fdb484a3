import { isRefused } from '@cunjian/kernel';
import { z } from 'zod';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { residentsImportDecider } from '../residents-import/decide.ts';
import { planFile } from '../residents-import/known-residents.ts';
import type { Plan, PlannedRow } from '../residents-import/plan.ts';
import { maxResidentRows } from '../residents-import/read-residents.ts';
import { residencyAudience } from '../residents-import/write-residents.ts';
import { act, outcome, refusal } from './act.ts';
import { fileNotBrought } from './brought-file.ts';
import { codeInput, dateInput, fileInput } from './inputs.ts';
import { recordRead } from './names.ts';
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
        await recordRead(registry, ctx, 'preview of an import', known, ['name', 'id-number', 'phone', 'birth-date']);
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
        const denied = ctx.authorise({ division }) ?? (await fileNotBrought(registry, ctx, file));
        if (denied !== undefined) return refusal(denied);
        const plan = await planFile(registry, { division, sha256: file, fileName });
        if (isRefused(plan)) return refusal(plan);
        const id = `import-${commandId}`;
        const doubtfulRows = plan.rows.flatMap(({ doubt, row }) => (doubt === undefined ? [] : [row.row]));
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream: `residents-import-${id}`,
          decider: residentsImportDecider,
          command: {
            kind: 'accept',
            file: {
              import: id,
              division,
              sha256: file,
              rows: plan.rows.length,
              from: from ?? todayOf(registry),
              confirmedRows,
            },
            doubtfulRows,
          },
          division,
          audience: residencyAudience,
        });
        return outcome(handled, { import: id });
      }),
  };
};
