import type { KeptValue, Revealed } from '@cunjian/personal-data';
import { reveal, type Shown, type Viewer } from '@cunjian/personal-data';
import { z } from 'zod';
import { households } from '../projections/households.ts';
import { residentKey, residents, type ResidentDocument } from '../projections/residents.ts';
import { todayOf, type Procedures, type Registry } from '../registry-context.ts';
import type { Acting } from './act.ts';
import { codeInput, idsInput, pageInput, typedInput } from './inputs.ts';
import { namesOf } from './names.ts';
import { kindsOfRegister, recordReadsOfPeople } from './record-reads-of-people.ts';

export type ResidentView = Revealed<ResidentDocument>;

const maxSearchLength = 60;

/** The registrar keeps the register; a cadre needs names and households to work with. */
const rightOf =
  ({ caller }: Acting) =>
  ({ kind }: KeptValue): Shown =>
    kind === 'name' || caller.acting?.kind === 'registrar' ? 'full' : 'masked';

/** Recorded as an official's read, then in the clear by right. */
export const residentViews = async (
  registry: Registry,
  acting: Acting,
  documents: readonly ResidentDocument[],
  purpose: string,
): Promise<readonly ResidentView[]> => {
  const people = documents.map(({ person }) => person);
  await recordReadsOfPeople(registry, acting, { purpose, kinds: kindsOfRegister }, people);
  return reveal(registry.runtime.vault, documents, { right: rightOf(acting), on: todayOf(registry) });
};

/** Everyone whose name, household or group holds the text. Names are read for matching, so all of the village is revealed, not shown. */
const matching = async (registry: Registry, division: string, text: string): Promise<readonly ResidentDocument[]> => {
  const viewer: Viewer = { right: () => 'full', on: todayOf(registry) };
  const found: ResidentDocument[] = [];
  for await (const page of registry.queries.residents.pages(division)) {
    const names = await reveal(
      registry.runtime.vault,
      page.map(({ name }) => ({ name })),
      viewer,
    );
    found.push(
      ...page.filter(
        ({ household, group }, i) => household === text || group === text || (names[i]?.name ?? '').includes(text),
      ),
    );
  }
  return found;
};

export const residentReads = (registry: Registry, { query }: Procedures) => {
  const { queries } = registry;
  return {
    /** By household. With `search` the first matches, without further pages. */
    list: query('residents.read', residents)
      .input(pageInput.extend({ division: codeInput, search: typedInput(maxSearchLength).optional() }))
      .query(async ({ ctx, input: { division, search, first, after } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return ctx.answer(denied);
        if (search !== undefined && search !== '') {
          const found = await matching(registry, division, search);
          const shown = await residentViews(registry, ctx, found.slice(0, first), 'search of residents');
          const items = shown.map((resident) => ({ cursor: '', resident }));
          return ctx.answer({ total: found.length, hasMore: found.length > first, items });
        }
        const { items, hasMore } = await queries.residents.page(division, first, after);
        const documents = items.map(({ document }) => document);
        const shown = await residentViews(registry, ctx, documents, 'list of residents');
        return ctx.answer({
          total: await queries.residents.count(division),
          hasMore,
          items: shown.map((resident, i) => ({ cursor: items[i]?.cursor ?? '', resident })),
        });
      }),

    /** Named ones, in the order asked, those who left too; who was never here is left out. */
    get: query('residents.read', residents)
      .input(z.object({ division: codeInput, persons: idsInput }))
      .query(async ({ ctx, input: { division, persons } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return ctx.answer(denied);
        const found = await queries.residents.get(persons.map((person) => residentKey(division, person)));
        const documents = persons.flatMap((person) => found.get(residentKey(division, person)) ?? []);
        return ctx.answer(await residentViews(registry, ctx, documents, 'residents'));
      }),

    /** Who left the village, the last one first. */
    former: query('residents.read', residents)
      .input(pageInput.extend({ division: codeInput }))
      .query(async ({ ctx, input: { division, first, after } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return ctx.answer(denied);
        const { items, hasMore } = await queries.residents.formerPage(division, first, after);
        const documents = items.map(({ document }) => document);
        const shown = await residentViews(registry, ctx, documents, 'list of former residents');
        return ctx.answer({
          hasMore,
          items: shown.map((resident, i) => ({ cursor: items[i]?.cursor ?? '', resident })),
        });
      }),

    households: query('residents.read', households, residents)
      .input(pageInput.extend({ division: codeInput }))
      .query(async ({ ctx, input: { division, first, after } }) => {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return ctx.answer(denied);
        const { items, hasMore } = await queries.households.page(division, first, after);
        const people = [...new Set(items.flatMap(({ document }) => document.persons))];
        const names = await namesOf(
          registry,
          people,
          { shown: 'full', near: division, purpose: 'list of households' },
          ctx,
        );
        return ctx.answer({
          hasMore,
          items: items.map(({ cursor, document: { household, group, persons } }) => ({
            cursor,
            household,
            ...(group === undefined ? {} : { group }),
            persons: persons.map((person) => ({ person, name: names.get(person) ?? null })),
          })),
        });
      }),
  };
};
