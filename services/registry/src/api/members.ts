import { nationalDivision } from '@cunjian/contracts';
import { resourceOf } from '@cunjian/access';
import { refuse } from '@cunjian/kernel';
import { z } from 'zod';
import { members } from '../projections/members.ts';
import { residents } from '../projections/residents.ts';
import type { Procedures, Registry } from '../registry-context.ts';
import { rollDecider } from '../roll/decide.ts';
import { act, outcome, refusal } from './act.ts';
import { dateInput, idInput, pageInput } from './inputs.ts';
import { namesOf } from './names.ts';

const nowhere = { division: nationalDivision };
/** One command writes one append, which a store bounds. */
const maxAdmitted = 500;

/** Of those asked, the people whom no village and no office knows. */
const unknownAmong = async ({ queries }: Registry, persons: readonly string[]): Promise<readonly string[]> => {
  const known = await Promise.all(persons.map((person) => queries.residents.ofPerson(person)));
  const inOffice = new Set((await queries.offices.ofPeople(persons)).map(({ person }) => person));
  return persons.filter((person, i) => known[i]?.length === 0 && !inOffice.has(person));
};

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
        const names = await namesOf(registry, people, 'full', ctx, 'membership roll');
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
      .input(z.object({ body: idInput, persons: z.array(idInput).min(1).max(maxAdmitted), from: dateInput }))
      .mutation(async ({ ctx, input: { commandId, body, persons, from } }) => {
        const document = await queries.bodies.one(body);
        const denied = ctx.authorise(document === undefined ? nowhere : resourceOf(document));
        if (denied !== undefined) return refusal(denied);
        if (document === undefined) return refusal(refuse('body.unknown', { body }, 'body'));
        const unknown = await unknownAmong(registry, persons);
        const { kind: bodyKind, division } = document;
        const handled = await act(runtime.handle, ctx, {
          commandId,
          stream: `members-${body}`,
          decider: rollDecider,
          command: { kind: 'admit', body, bodyKind, persons, unknown, from },
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
