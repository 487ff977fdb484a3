import type { Resource } from '@cunjian/access';
import { nationalDivision, officeKinds } from '@cunjian/contracts';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import {
  concealInput,
  isIdentityNumber,
  keepIfNamed,
  pendingOn,
  plain,
  reveal,
  type Plain,
  type Shown,
} from '@cunjian/personal-data';
import { z } from 'zod';
import { officesDecider } from '../offices/decide.ts';
import { heldElsewhere, incompatibilitiesOf, relativesOf } from '../offices/look-ups.ts';

import { isHeld, offices, type OfficeDocument } from '../projections/offices.ts';
import { instantOf, todayOf, type Procedures, type Registry } from '../registry-context.ts';
import { act, outcome, refusal } from './act.ts';
import { dateInput, idInput, idNumberInput, idsInput } from './inputs.ts';

const nation = { division: nationalDivision };

export interface OfficeView extends Omit<OfficeDocument, 'name'> {
  /** Full while the office is held: public by law (组织公开). Masked afterwards; null where it was erased. */
  readonly holderName: string | null;
  readonly held: boolean;
}

/** Names of holders for everyone; one read of the vault for all. */
export const officeViews = async (
  registry: Pick<Registry, 'runtime'>,
  documents: readonly OfficeDocument[],
): Promise<readonly OfficeView[]> => {
  const today = todayOf(registry);
  const show = async (held: boolean, shown: Shown): Promise<readonly OfficeView[]> => {
    const chosen = documents.filter((document) => isHeld(document, today) === held);
    const named = await reveal(registry.runtime.vault, chosen, { right: () => shown, on: today });
    return named.map(({ name, ...office }) => ({ ...office, holderName: name ?? null, held }));
  };
  const views = new Map([...(await show(true, 'full')), ...(await show(false, 'masked'))].map((v) => [v.office, v]));
  return documents.flatMap(({ office }) => views.get(office) ?? []);
};

const officeReads = (registry: Registry, { query }: Procedures) => {
  const { queries } = registry;
  return {
    get: query('offices.read', offices)
      .input(z.object({ offices: idsInput }))
      .query(async ({ ctx, input }) => {
        const found = ctx.may(nation) ? await queries.offices.get(input.offices) : new Map<string, OfficeDocument>();
        return ctx.answer(await officeViews(registry, [...found.values()]));
      }),

    /** Who is who in each body: those who hold an office today, or all that ever did. */
    byBody: query('offices.read', offices)
      .input(z.object({ bodies: idsInput, past: z.boolean().default(false) }))
      .query(async ({ ctx, input: { bodies: ids, past } }) => {
        const asked = ctx.may(nation) ? ids : [];
        const today = todayOf(registry);
        const found = (await queries.offices.ofBodies(asked)).flat();
        const views = await officeViews(
          registry,
          found.filter((office) => past || isHeld(office, today)),
        );
        return ctx.answer(asked.map((body) => ({ body, offices: views.filter((office) => office.body === body) })));
      }),
  };
};

const holderInput = z.object({
  /** A person of the registry; absent for somebody whom it does not know yet: an officer from elsewhere. */
  person: idInput.optional(),
  /** Absent: the name in the person's residency. */
  name: plain('name').optional(),
  /** Tells who it is; it is not kept. */
  idNumber: idNumberInput.optional(),
});
type Holder = z.output<typeof holderInput>;

/**
 * The person and the name she is made public under: the registry tells it where the caller may read it anyway, so that
 * giving an office reveals nobody of whom she knows the id alone.
 */
const holderOf = async (
  registry: Registry,
  { person, name, idNumber }: Holder,
  commandId: string,
  may: (resource: Resource) => boolean,
): Promise<{ readonly person: string; readonly name: Plain } | Refused> => {
  const { queries, runtime, ids } = registry;
  if (person === undefined) {
    if (name === undefined) return refuse('office.name-missing', {}, 'name');
    if (idNumber !== undefined && !isIdentityNumber(idNumber)) return refuse('residency.bad-id-number', {}, 'idNumber');
    return { person: idNumber === undefined ? ids.personBy(commandId) : ids.personByIdNumber(idNumber), name };
  }
  const residencies = await queries.residents.ofPerson(person);
  const held = await queries.offices.ofPeople([person]);
  if (residencies.length === 0 && held.length === 0) return refuse('person.unknown', { person }, 'person');
  if (name !== undefined) return { person, name };
  const today = todayOf(registry);
  const digest =
    residencies.find(({ status, division }) => status === 'belongs' && may({ division }))?.name ??
    held.findLast((office) => isHeld(office, today) || may({ division: office.division }))?.name;
  const kept = digest && (await runtime.vault.get([digest])).get(digest);
  return kept?.state === 'kept'
    ? { person, name: plain('name').parse(kept.value) }
    : refuse('office.name-missing', {}, 'name');
};

/** The name under which she is made public, waiting for the event that names its digest. */
const concealName = (
  registry: Registry,
  { person, name }: { readonly person: string; readonly name: Plain },
  { commandId, division, stream }: { readonly commandId: string; readonly division: string; readonly stream: string },
) => {
  const random = registry.ids.random(commandId);
  const context = { random, division, recordedOn: todayOf(registry), subject: person };
  const { value, entries } = concealInput(z.object({ name: plain('name') }), { name }, context);
  return { name: value.name, entries: pendingOn(entries, { stream, since: instantOf(registry) }) };
};

const officeCommands = (registry: Registry, { command }: Procedures) => {
  const { queries, runtime } = registry;
  return {
    give: command('office.give')
      .input(
        holderInput.extend({
          body: idInput,
          kind: z.enum(officeKinds),
          from: dateInput,
          /** Last day. */ to: dateInput,
        }),
      )
      .mutation(async ({ ctx, input }) => {
        const { commandId, body, kind, from, to } = input;
        const document = await queries.bodies.one(body);
        const division = document?.division ?? nationalDivision;
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return refusal(denied);
        if (document === undefined || document.dissolvedOn !== undefined)
          return refusal(refuse('body.unknown', { body }, 'body'));
        const holder = await holderOf(registry, input, commandId, ctx.may);
        if (isRefused(holder)) return refusal(holder);
        const { person } = holder;
        const relatives = await relativesOf(registry, person);
        const stream = `offices-${body}`;
        const { name, entries } = concealName(registry, holder, { commandId, division, stream });
        const office = `office-${commandId}`;
        const elsewhere = await heldElsewhere(registry, document, [person, ...relatives]);
        const handled = await keepIfNamed(runtime.vault, entries, () =>
          act(runtime.handle, ctx, {
            commandId,
            stream,
            decider: officesDecider,
            command: {
              kind: 'give',
              office: { office, kind, body, division, person, name, from, to },
              bodyKind: document.kind,
              heldElsewhere: elsewhere,
              relatives,
              incompatibilities: incompatibilitiesOf(document, from),
            },
            division,
            body,
            audience: 'public',
          }),
        );
        return outcome(handled, { office, person });
      }),

    end: command('office.give')
      .input(
        z.object({
          office: idInput,
          /** First day on which it is no longer held. */
          on: dateInput,
          reason: z.enum(['term', 'resignation', 'recall', 'death', 'other']),
        }),
      )
      .mutation(async ({ ctx, input: { commandId, office, on, reason } }) => {
        const document = await queries.offices.one(office);
        const division = document?.division ?? nationalDivision;
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('office.unknown', { office }, 'office'));
        const { body } = document;
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream: `offices-${body}`,
          decider: officesDecider,
          command: { kind: 'end', ending: { office, body, on, reason } },
          division,
          body,
          audience: 'public',
        });
        return outcome(handled, { office });
      }),
  };
};

export const officesRouter = (registry: Registry, procedures: Procedures) =>
  procedures.router({ ...officeReads(registry, procedures), ...officeCommands(registry, procedures) });
