import type { Audience, RecordedEvent } from '@cunjian/contracts';
import { isRefused, type Refused } from '@cunjian/kernel';
import { concealInput, keepIfNamed, pendingOn } from '@cunjian/personal-data';
import type { DispatchedCommand } from '@cunjian/processing';
import { residencyDecider, type ResidencyCommand } from '../residency/decide.ts';
import { concealedFields, type PlainFields } from '../residency/personal-fields.ts';
import { isCompleted, isFinal, levelWithStore } from '../dispatching.ts';
import { divisions } from '../projections/divisions.ts';
import { residents } from '../projections/residents.ts';
import { instantOf, todayOf, type Registry } from '../registry-context.ts';
import type { RegistryEventOf } from '../registry-event.ts';
import { inParallel } from '../in-parallel.ts';
import { planFile } from './known-residents.ts';
import type { PlannedRow } from './plan.ts';
import { residentsImportDecider } from './decide.ts';

export type WriteResidents = RegistryEventOf<'residents-imported'>['data'];

export const residencyStream = (division: string, person: string): string => `residency-${division}-${person}`;
export const residencyAudience: Audience = 'committee';

/** Vault entries put at once. */
const rowsPerChunk = 500;

/** Values of a new resident, or of a correction the ones that differ. */
const valuesOf = ({ row, action, fields }: PlannedRow): PlainFields => {
  const { name, idNumber, phone, birthDate } = row;
  const values = { name, idNumber, phone, birthDate };
  return Object.fromEntries(
    Object.entries(values).filter(
      ([field, value]) => value !== undefined && (action === 'record' || fields.includes(field as keyof typeof values)),
    ),
  );
};

const concealRow = (registry: Registry, file: WriteResidents, planned: PlannedRow) => {
  const { row, person } = planned;
  // The same salts again after a crash: the vault keeps one entry, and the event's digests stay the same.
  const random = registry.ids.random(file.import, String(row.row));
  return concealInput(concealedFields, concealedFields.parse(valuesOf(planned)), {
    random,
    division: row.division,
    recordedOn: todayOf(registry),
    subject: person,
  });
};

const commandFor = (
  file: WriteResidents,
  { row, person, action, fields }: PlannedRow,
  digests: ReturnType<typeof concealRow>['value'],
  today: string,
): ResidencyCommand => {
  const { division, household, kind, group } = row;
  const shared = { person, division, import: file.import, ...digests };
  if (action === 'record') {
    if (digests.name === undefined) throw new Error('a new resident without a name');
    return {
      kind: 'record',
      record: { ...shared, name: digests.name, kind: kind ?? 'registered', household, group, from: file.from ?? today },
    };
  }
  const given = { kind, household, group };
  const changed = Object.entries(given).filter(([field]) => fields.includes(field as keyof typeof given));
  return { kind: 'correct', correction: { ...shared, ...Object.fromEntries(changed) } };
};

/**
 * Writes the rows of an accepted file. May be called again after a crash: rows that are written change nothing, the
 * ids of the others are the same. Rows that have become doubtful since the file was accepted are left out and counted.
 */
export const writeResidents = async (
  registry: Registry,
  file: WriteResidents,
  dispatched: Pick<DispatchedCommand, 'actor' | 'correlationId' | 'commandId'>,
): Promise<'done' | Refused> => {
  const { runtime, ids } = registry;
  const { actor, correlationId } = dispatched;
  const stream = `residents-import-${file.import}`;
  if (await isCompleted(registry, stream)) return 'done';
  await levelWithStore(registry, [divisions, residents]);
  const plan = await planFile(registry, { division: file.division, sha256: file.sha256, fileName: 'residents' });
  if (isRefused(plan)) return plan;
  const today = todayOf(registry);
  const due = plan.rows.filter(({ action }) => action !== 'none');
  const wanted = due.filter(({ doubt, row }) => doubt === undefined || file.confirmedRows?.includes(row.row));
  let refused = due.length - wanted.length;

  const write = async (
    planned: PlannedRow,
    digests: ReturnType<typeof concealRow>['value'],
  ): Promise<readonly RecordedEvent[]> => {
    const { division } = planned.row;
    const handled = await runtime.handle({
      stream: residencyStream(division, planned.person),
      decider: residencyDecider,
      command: commandFor(file, planned, digests, today),
      meta: {
        commandId: ids.uuid(file.import, String(planned.row.row)),
        actor,
        correlationId,
        division,
        audience: residencyAudience,
      },
    });
    if (isFinal(handled)) refused += 1;
    return isRefused(handled) ? [] : handled.events;
  };
  for (let i = 0; i < wanted.length; i += rowsPerChunk) {
    const since = instantOf(registry);
    const chunk = wanted
      .slice(i, i + rowsPerChunk)
      .map((planned) => ({ planned, ...concealRow(registry, file, planned) }));
    const values = chunk.flatMap(({ planned: { row, person }, entries }) =>
      pendingOn(entries, { stream: residencyStream(row.division, person), since }),
    );
    const written = await keepIfNamed(runtime.vault, values, async () => {
      const events: RecordedEvent[] = [];
      await inParallel(chunk, async ({ planned, value }) => void events.push(...(await write(planned, value))));
      return { events };
    });
    if (isRefused(written)) throw new Error(`the vault took nothing: ${written.refused[0].code}`);
  }
  const completed = await runtime.handle({
    stream,
    decider: residentsImportDecider,
    command: { kind: 'complete', result: { import: file.import, refused } },
    meta: {
      commandId: dispatched.commandId,
      actor,
      correlationId,
      division: file.division,
      audience: residencyAudience,
    },
  });
  return isRefused(completed) ? completed : 'done';
};
