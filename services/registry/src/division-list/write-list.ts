import { nationalDivision } from '@cunjian/contracts';
import { levels, type EndedDivision, type ListChanges } from '@cunjian/divisions';
import { isRefused, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { divisionDecider, type DivisionCommand } from '../division/decide.ts';
import { inParallel } from '../in-parallel.ts';
import { isCompleted, isFinal, levelWithStore } from '../dispatching.ts';
import { divisions } from '../projections/divisions.ts';
import type { Registry } from '../registry-context.ts';
import type { RegistryEventOf } from '../registry-event.ts';
import { divisionListDecider } from './decide.ts';
import { compareWithListed, readDivisionList } from './read-list.ts';

export type WriteDivisionList = RegistryEventOf<'division-list-imported'>['data'];

const listCommands = (
  { registered, renamed }: ListChanges,
  { list, effective }: WriteDivisionList,
): readonly (readonly DivisionCommand[])[] => {
  const all = [...registered, ...renamed.map(({ division }) => division)];
  // Parents before children: who follows the store never sees a village of a town that is not there yet.
  return levels.map((level) =>
    all
      .filter((division) => division.level === level)
      .map(({ code, name, parent }) => ({
        kind: 'list' as const,
        division: { code, name, level, list, effective, ...(parent === undefined ? {} : { parent }) },
      })),
  );
};

const abolishCommand = ({ division, successors }: EndedDivision, written: WriteDivisionList): DivisionCommand => ({
  kind: 'abolish',
  abolition: {
    code: division.code,
    successors: successors.map(({ code }) => code),
    list: written.list,
    effective: written.effective,
  },
});

const codeOf = (command: DivisionCommand): string =>
  command.kind === 'list' ? command.division.code : command.abolition.code;

/**
 * Writes the rows of an accepted list, level by level. May be called again after a crash: what is written changes
 * nothing, the ids of the rest are the same.
 */
export const writeDivisionList = async (
  registry: Registry,
  written: WriteDivisionList,
  { actor, correlationId, commandId }: Pick<DispatchedCommand, 'actor' | 'correlationId' | 'commandId'>,
): Promise<'done' | Refused> => {
  const { runtime, ids } = registry;
  const stream = `division-list-${written.list}`;
  if (await isCompleted(registry, stream)) return 'done';
  await levelWithStore(registry, [divisions]);
  const list = await readDivisionList(registry, written.sha256, 'divisions');
  if (isRefused(list)) return list;
  const changes = await compareWithListed(registry, list);
  let refused = 0;
  const write = async (command: DivisionCommand): Promise<void> => {
    const division = codeOf(command);
    const handled = await runtime.handle({
      stream: `division-${division}`,
      decider: divisionDecider,
      command,
      meta: {
        commandId: ids.uuid(written.list, command.kind, division),
        actor,
        correlationId,
        division,
        audience: 'public',
      },
    });
    if (isFinal(handled)) refused += 1;
  };
  for (const commands of listCommands(changes, written)) await inParallel(commands, write);
  await inParallel(
    changes.ended.map((ended) => abolishCommand(ended, written)),
    write,
  );
  const completed = await runtime.handle({
    stream,
    decider: divisionListDecider,
    command: { kind: 'complete', result: { list: written.list, refused } },
    meta: { commandId, actor, correlationId, division: nationalDivision, audience: 'public' },
  });
  return isRefused(completed) ? completed : 'done';
};
