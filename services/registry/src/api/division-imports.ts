import { nationalDivision } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { divisionListDecider } from '../division-list/decide.ts';
import { compareWithListed, listId, readDivisionList } from '../division-list/read-list.ts';
import { divisions } from '../projections/divisions.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { act, outcome, refusal } from './act.ts';
import { fileNotBrought } from './brought-file.ts';
import { dateInput, fileInput, nameInput } from './inputs.ts';

const nation = { division: nationalDivision };
/** Changes of a list that a preview spells out. */
const maxShownChanges = 50;

export const divisionImports = (registry: Registry, { query, command }: Procedures) => {
  const { queries, runtime } = registry;
  return {
    /** What a list would change. A refusal holds every bad row. */
    previewImport: query('divisions.import', divisions)
      .input(fileInput)
      .query(async ({ ctx, input }) => {
        const denied = ctx.authorise(nation) ?? (await fileNotBrought(registry, ctx, input.file));
        if (denied !== undefined) return ctx.answer(denied);
        const list = await readDivisionList(registry, input.file, input.fileName);
        if (isRefused(list)) return ctx.answer(list);
        const changes = await compareWithListed(registry, list);
        return ctx.answer({
          rows: list.divisions.length,
          registered: changes.registered.length,
          renamed: changes.renamed.slice(0, maxShownChanges),
          renamedCount: changes.renamed.length,
          ended: changes.ended.slice(0, maxShownChanges),
          endedCount: changes.ended.length,
          proposals: changes.proposals.slice(0, maxShownChanges),
          unused: changes.unused.slice(0, maxShownChanges),
        });
      }),

    /** Accepts a list as a whole; its rows are written soon after, see `imports.get`. */
    import: command('divisions.import')
      .input(fileInput.extend({ source: nameInput, effective: dateInput }))
      .mutation(async ({ ctx, input: { commandId, file, fileName, source, effective } }) => {
        const denied = ctx.authorise(nation) ?? (await fileNotBrought(registry, ctx, file));
        if (denied !== undefined) return refusal(denied);
        const parsed = await readDivisionList(registry, file, fileName);
        if (isRefused(parsed)) return refusal(parsed);
        const list = listId(file, effective);
        const newestEffective = await queries.imports.newestList();
        const rows = parsed.divisions.length + parsed.successors.length;
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream: `division-list-${list}`,
          decider: divisionListDecider,
          command: { kind: 'import', list: { list, source, effective, sha256: file, rows }, newestEffective },
          division: nationalDivision,
          audience: 'public',
        });
        return outcome(handled, { import: list });
      }),
  };
};
