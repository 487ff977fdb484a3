import type { Handled } from '@cunjian/event-store';
import { refuse, type Refused } from '@cunjian/kernel';
import {
  concealInput,
  isIdentityNumber,
  keepIfNamed,
  pendingOn,
  reveal,
  type Plain,
  type VaultEntry,
  type Viewer,
} from '@cunjian/personal-data';
import { foldHistory, loadStream } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import { residencyDecider, type ResidencyCommand } from '../residency/decide.ts';
import { concealedFields } from '../residency/personal-fields.ts';
import { residencyAudience, residencyStream } from '../residents-import/write-residents.ts';
import { instantOf, todayOf, type Procedures, type Registry } from '../registry-context.ts';
import { act, outcome, refusal, type Acting } from './act.ts';
import { codeInput, dateInput, idInput } from './inputs.ts';
import { kinshipProcedures } from './kinship.ts';
import { isKnownTo } from './person.ts';
import { registeredTwice } from './registered-twice.ts';
import { residentImports } from './resident-imports.ts';
import { residentReads } from './resident-reads.ts';

const kindInput = z.enum(['registered', 'resident']);

const badIdNumber = (idNumber: Plain | undefined) =>
  idNumber === undefined || isIdentityNumber(idNumber) ? undefined : refuse('residency.bad-id-number', {}, 'idNumber');

/** Another village where the person is registered; by her stream there, which knows at once that she has moved away. */
const registeredElsewhere = async (registry: Registry, person: string, division: string) => {
  for (const other of await registry.queries.residents.ofPerson(person)) {
    if (other.status !== 'belongs' || other.kind !== 'registered' || other.division === division) continue;
    const now = foldHistory(residencyDecider, await loadStream(registry, residencyStream(other.division, person)));
    if (now.status === 'belongs' && now.record.kind === 'registered') return other.division;
  }
  return undefined;
};

/** Two digests of one value differ, so values are compared before they become digests. */
const differingFrom = async (
  registry: Registry,
  division: string,
  person: string,
  fields: z.output<typeof concealedFields>,
): Promise<z.output<typeof concealedFields>> => {
  const document = await registry.queries.residents.one(division, person);
  if (document === undefined) return fields;
  const { name, idNumber, phone, birthDate } = document;
  const viewer: Viewer = { right: () => 'full', on: todayOf(registry) };
  const kept: Readonly<Record<string, string | null | undefined>> = await reveal(
    registry.runtime.vault,
    { name, idNumber, phone, birthDate },
    viewer,
  );
  return Object.fromEntries(Object.entries(fields).filter(([field, value]) => value !== kept[field]));
};

const runner =
  ({ runtime }: Registry) =>
  (ctx: Acting, commandId: string, division: string, person: string, asked: ResidencyCommand) =>
    act(runtime.handle, ctx, {
      commandId,
      stream: residencyStream(division, person),
      decider: residencyDecider,
      command: asked,
      division,
      audience: residencyAudience,
    });

const recordingCommands = (registry: Registry, { command }: Procedures) => {
  const { runtime, ids } = registry;
  const run = runner(registry);
  const conceal = (commandId: string, division: string, person: string, input: z.output<typeof concealedFields>) =>
    concealInput(concealedFields, input, {
      random: ids.random(commandId),
      division,
      recordedOn: todayOf(registry),
      subject: person,
    });
  const keep = (
    entries: readonly VaultEntry[],
    division: string,
    person: string,
    run: () => Promise<Handled | Refused>,
  ) => {
    const pending = { stream: residencyStream(division, person), since: instantOf(registry) };
    return keepIfNamed(runtime.vault, pendingOn(entries, pending), run);
  };
  const fieldsOf = ({ name, idNumber, phone, birthDate }: z.output<typeof concealedFields>) => ({
    name,
    idNumber,
    phone,
    birthDate,
  });

  return {
    /** A new resident of a village: a person of the registry, one known by her identity number, or a new one. */
    record: command('residents.record')
      .input(
        concealedFields.extend({
          name: concealedFields.shape.name.unwrap(),
          division: codeInput,
          kind: kindInput,
          person: idInput.optional(),
          household: idInput,
          group: idInput.optional(),
          from: dateInput,
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const { commandId, division, kind, household, group, from, idNumber } = input;
        const denied = ctx.authorise({ division }) ?? badIdNumber(idNumber);
        if (denied !== undefined) return refusal(denied);
        // Whoever comes from elsewhere is known by her identity number.
        if (input.person !== undefined && !(await isKnownTo(registry, input.person, ctx.may)))
          return refusal(refuse('person.unknown', { person: input.person }, 'person'));
        const person =
          input.person ?? (idNumber === undefined ? ids.personBy(commandId) : ids.personByIdNumber(idNumber));
        const { value, entries } = conceal(commandId, division, person, fieldsOf(input));
        const { name, ...others } = value;
        if (name === undefined) throw new Error('a required name was concealed into nothing');
        const record = { person, division, kind, household, group, from, name, ...others };
        const elsewhere = await registeredElsewhere(registry, person, division);
        const asked = { kind: 'record', record, registeredElsewhere: elsewhere } as const;
        const handled = await keep(entries, division, person, () => run(ctx, commandId, division, person, asked));
        return outcome(handled, { person });
      }),

    /** Only the fields given change. */
    correct: command('residents.record')
      .input(
        concealedFields.extend({
          division: codeInput,
          person: idInput,
          kind: kindInput.optional(),
          household: idInput.optional(),
          group: idInput.optional(),
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const { commandId, division, person, kind, household, group } = input;
        const denied = ctx.authorise({ division }) ?? badIdNumber(input.idNumber);
        if (denied !== undefined) return refusal(denied);
        const differing = await differingFrom(registry, division, person, fieldsOf(input));
        const { value, entries } = conceal(commandId, division, person, differing);
        const correction = { person, division, kind, household, group, ...value };
        const elsewhere = await registeredElsewhere(registry, person, division);
        const asked = { kind: 'correct', correction, registeredElsewhere: elsewhere } as const;
        const handled = await keep(entries, division, person, () => run(ctx, commandId, division, person, asked));
        return outcome(handled, { person });
      }),
  };
};

const otherCommands = (registry: Registry, { command }: Procedures) => ({
  end: command('residents.record')
    .input(
      z.object({
        division: codeInput,
        person: idInput,
        /** First day on which the person no longer belongs. */
        on: dateInput,
        reason: z.enum(['moved', 'died', 'mistake']),
      }),
    )
    .mutation(async ({ ctx, input: { commandId, ...ending } }) => {
      const { division, person } = ending;
      const denied = ctx.authorise({ division });
      if (denied !== undefined) return refusal(denied);
      return outcome(await runner(registry)(ctx, commandId, division, person, { kind: 'end', ending }), { person });
    }),
});

export const residentsRouter = (registry: Registry, procedures: Procedures) =>
  procedures.router({
    ...residentReads(registry, procedures),
    ...registeredTwice(registry, procedures),
    ...residentImports(registry, procedures),
    ...recordingCommands(registry, procedures),
    ...otherCommands(registry, procedures),
    ...kinshipProcedures(registry, procedures),
  });
