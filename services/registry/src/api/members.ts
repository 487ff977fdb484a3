import { nationalDivision } from '@cunjian/contracts';
import { resourceOf, type Resource } from '@cunjian/access';
import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { members } from '../projections/members.ts';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { rollDecider } from '../roll/decide.ts';
import { act, outcome, refusal } from './act.ts';
import { dateInput, idInput, idNumberInput, nameInput, pageInput } from './inputs.ts';
import { namesOf } from './names.ts';
import { isKnownTo, knownByNumberAndName } from './person.ts';

const nowhere = { division: nationalDivision };
/** One command writes one append, which a store bounds. */
const maxAdmitted = 500;

const admitInput = z.object({
  body: idInput,
  /** People who belong or serve where the caller admits members. */
  persons: z.array(idInput).max(maxAdmitted).default([]),
  /** Members who live elsewhere: their papers tell who they are. Neither number nor name is kept of them here. */
  fromElsewhere: z
    .array(z.object({ idNumber: idNumberInput, name: nameInput }))
    .max(maxAdmitted)
    .default([]),
  from: dateInput,
});

interface Asked {
  readonly person: string;
  readonly known: boolean;
  readonly field: string;
}

/**
 * An id that an officer has only heard of admits nobody, and neither does a number without its name: the roll shows
 * names, and would tell her those of people in other villages.
 */
const askedFor = async (
  registry: Registry,
  { persons, fromElsewhere }: Pick<z.output<typeof admitInput>, 'persons' | 'fromElsewhere'>,
  may: (resource: Resource) => boolean,
): Promise<readonly Asked[]> => [
  ...(await Promise.all(
    persons.map(async (person, i) => ({
      person,
      known: await isKnownTo(registry, person, may),
      field: `persons[${i}]`,
    })),
  )),
  ...(await Promise.all(
    fromElsewhere.map(async (one, i) => {
      const person = await knownByNumberAndName(registry, one);
      return { person: person ?? one.name, known: person !== undefined, field: `fromElsewhere[${i}]` };
    }),
  )),
];

export const membersRouter = (registry: Registry, { router, query, command }: Procedures) => {
  const { queries, runtime } = registry;
  return router({
    /** The roll of a body with names, or those who left it: for its members, its officers and the registrar. */
    list: query('members.read', members, residents)
      .input(pageInput.extend({ body: idInput, status: z.enum(['on-roll', 'left']).default('on-roll') }))
      .query(async ({ ctx, input: { body, status, first, after } }) => {
        const document = await queries.bodies.one(body);
        const denied = ctx.authorise(document === undefined ? nowhere : resourceOf(document));
        if (denied !== undefined) return ctx.answer(denied);
        const page = await queries.members.page(body, status, first, after);
        const people = page.items.map(({ document: { person } }) => person);
        const names = await namesOf(
          registry,
          people,
          { shown: 'full', near: document?.division, purpose: 'membership roll' },
          ctx,
        );
        return ctx.answer({
          total: await queries.members.count(body, status),
          hasMore: page.hasMore,
          items: page.items.map(({ document: { person, from, until }, cursor }) => ({
            cursor,
            person,
            from,
            until: until ?? null,
            name: names.get(person) ?? null,
          })),
        });
      }),

    /** All of them or none. */
    admit: command('members.admit')
      .input(admitInput)
      .mutation(async ({ ctx, input: { commandId, body, from, ...input } }) => {
        const document = await queries.bodies.one(body);
        const denied = ctx.authorise(document === undefined ? nowhere : resourceOf(document));
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('body.unknown', { body }, 'body'));
        const asked = await askedFor(registry, input, ctx.may);
        const { kind: bodyKind, division } = document;
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream: `members-${body}`,
          decider: rollDecider,
          command: {
            kind: 'admit',
            body,
            bodyKind,
            persons: asked.map(({ person }) => person),
            unknown: asked.filter(({ known }) => !known).map(({ person }) => person),
            fields: asked.map(({ field }) => field),
            from,
          },
          division,
          body,
          audience: 'members',
        });
        return outcome(handled, { body });
      }),

    remove: command('members.admit')
      .input(z.object({ body: idInput, person: idInput, on: dateInput }))
      .mutation(async ({ ctx, input: { commandId, body, person, on } }) => {
        const document = await queries.bodies.one(body);
        const denied = ctx.authorise(document === undefined ? nowhere : resourceOf(document));
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('body.unknown', { body }, 'body'));
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream: `members-${body}`,
          decider: rollDecider,
          command: { kind: 'remove', body, person, on },
          division: document.division,
          body,
          audience: 'members',
        });
        return outcome(handled, { body });
      }),
  });
};
