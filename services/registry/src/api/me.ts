import { nationalDivision } from '@cunjian/contracts';
import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { restrictedFields } from '../erasure/digests-to-erase.ts';
import { accounts } from '../projections/accounts.ts';
import { nameOf } from '../projections/divisions.ts';
import { isHeld, offices } from '../projections/offices.ts';
import { members } from '../projections/members.ts';
import { residents } from '../projections/residents.ts';
import { todayOf, type Procedures, type Registry } from '../registry-context.ts';
import type { Acting } from './act.ts';
import { idInput } from './inputs.ts';
import { namesOf } from './names.ts';
import { officeViews } from './offices.ts';

const maxReadsPage = 200;

const namesOfPlaces = async ({ queries }: Registry, divisions: readonly string[], bodies: readonly string[]) => {
  const [places, legal] = await Promise.all([
    queries.divisions.get([...new Set(divisions)]),
    queries.bodies.get([...new Set(bodies)]),
  ]);
  return {
    division: (code: string) => {
      const found = places.get(code);
      return found === undefined ? '' : nameOf(found);
    },
    body: (id: string) => legal.get(id)?.name ?? '',
  };
};

const officerNames = async (registry: Registry, people: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const views = await officeViews(registry, await registry.queries.offices.ofPeople(people));
  return new Map(views.flatMap(({ person, holderName }) => (holderName === null ? [] : [[person, holderName]])));
};

/** What the registry knows of the caller: her own things only, in the clear. */
const ownThings = async (registry: Registry, ctx: Acting, person: string) => {
  const { queries } = registry;
  const today = todayOf(registry);
  const [residencies, rolls, held, bindings, names] = await Promise.all([
    queries.residents.ofPerson(person),
    queries.members.ofPerson(person),
    queries.offices.ofPeople([person]),
    queries.accounts.ofPerson(person),
    namesOf(registry, [person], { shown: 'full', purpose: 'me' }, ctx),
  ]);
  const villages = residencies.filter(({ status }) => status === 'belongs');
  const officers = await officerNames(registry, [...new Set(bindings.flatMap((binding) => binding.officers))]);
  const restricted = await restrictedFields(registry.runtime.vault, villages);
  const memberships = rolls.filter(({ status }) => status === 'on-roll');
  const current = held.filter((office) => isHeld(office, today));
  const name = await namesOfPlaces(
    registry,
    [...villages, ...current].map(({ division }) => division),
    [...memberships, ...current].map(({ body }) => body),
  );
  return {
    person,
    name: names.get(person) ?? null,
    villages: villages.map(({ division, kind, household, group, from }, i) => ({
      division,
      divisionName: name.division(division),
      kind,
      household,
      group: group ?? null,
      from,
      /** Fields of hers that are hidden from everybody, as she asked. */
      restricted: restricted[i] ?? [],
    })),
    memberships: memberships.map(({ body, from }) => ({ body, bodyName: name.body(body), from })),
    offices: current.map(({ office, kind, body, division, from, to }) => ({
      office,
      kind,
      body,
      bodyName: name.body(body),
      division,
      divisionName: name.division(division),
      from,
      to,
    })),
    /** Every binding is told to the person, who may revoke it. */
    bindings: bindings.map(({ account, method, officers: people, since, status, until }) => ({
      account,
      method,
      officers: people,
      /** Of the officers who handed over the slip, as their offices are published. */
      officerNames: people.flatMap((one) => officers.get(one) ?? []),
      since,
      status,
      until: until ?? null,
    })),
  };
};

type OwnThings = Awaited<ReturnType<typeof ownThings>>;
const nothing: Omit<OwnThings, 'person'> & { readonly person: string | null } = {
  person: null,
  name: null,
  villages: [],
  memberships: [],
  offices: [],
  bindings: [],
};

export const meRouter = (registry: Registry, { router, query }: Procedures) =>
  router({
    /** Who am I: answers a visitor and an account that is bound to nobody, too. */
    get: query('self.read', accounts, residents, members, offices).query(async ({ ctx }) => {
      const { person, acting, contracted } = ctx.caller;
      const own = ctx.may({ division: nationalDivision, ...(person === undefined ? {} : { person }) });
      const things = own && person !== undefined ? await ownThings(registry, ctx, person) : nothing;
      return ctx.answer({
        signedIn: ctx.account !== undefined,
        account: ctx.account ?? null,
        ...things,
        /** Whether an account can be bound by an issuer with real-name assurance. */
        mayBindByIssuer: registry.realNameIssuer !== undefined,
        /** Id of the office acted in now. */
        acting: acting?.office ?? null,
        /** Bodies whose books the acting office's agency keeps. */
        contracted,
      });
    }),

    /** What officials read or exported of my personal data, newest first. */
    reads: query('personal-data.reads')
      .input(z.object({ first: z.int().min(1).max(maxReadsPage), after: idInput.optional() }))
      .query(async ({ ctx, input: { first, after } }) => {
        const { person } = ctx.caller;
        const denied = ctx.authorise({ division: nationalDivision, ...(person === undefined ? {} : { person }) });
        if (denied !== undefined || person === undefined) return ctx.answer(denied ?? { items: [] });
        if (after !== undefined && !/^\d{1,15}$/.test(after))
          return ctx.answer(refuse('query.bad-cursor', {}, 'after'));
        const found = await registry.runtime.readRecord.ofSubject(person, {
          limit: first,
          ...(after === undefined ? {} : { after }),
        });
        const held = await registry.queries.offices.get(found.map(({ office }) => office));
        return ctx.answer({
          items: found.map((read) => ({ ...read, officeKind: held.get(read.office)?.kind ?? null })),
        });
      }),
  });
