import type { GatewayContext } from '../context.ts';
import { accepted, refusedQuery } from '../refused.ts';
import { connection, type PageArguments } from './connection.ts';

/** Each service keeps its own record of what officials read there. */
const sources = ['registry', 'publication', 'consultation'] as const;
type Source = (typeof sources)[number];
/** How far each of them has been shown: its own cursor; absent at its beginning. */
type Places = Readonly<Partial<Record<Source, string>>>;

const form = /^(\d{0,15})-(\d{0,15})-(\d{0,15})$/;

const placesIn = (after: PageArguments['after'], { language }: GatewayContext): Places => {
  if (after === null || after === undefined || after === '') return {};
  const [, ...places] = form.exec(after) ?? [];
  if (places.length === 0) throw refusedQuery([{ code: 'query.bad-cursor', params: {}, field: 'after' }], language);
  return Object.fromEntries(sources.flatMap((source, at) => (places[at] ? [[source, places[at]]] : [])));
};

const cursorOf = (places: Places): string => sources.map((source) => places[source] ?? '').join('-');

const readIn = async (source: Source, context: GatewayContext, first: number, after: string | undefined) => {
  const page = { first, ...(after === undefined ? {} : { after }) };
  const { registry, publication, consultation, language } = context;
  const found = {
    registry: () => registry.me.reads(page),
    publication: () => publication.reads.mine(page),
    consultation: () => consultation.reads.mine(page),
  };
  const { items } = accepted((await found[source]()).value, language);
  return items.map((read) => ({ source, read }));
};

/** What officials read of the viewer, wherever they did: newest first. */
export const readsOfMe = async (page: PageArguments, context: GatewayContext) => {
  let places = placesIn(page.after, context);
  // One more than asked for tells whether there is a next page.
  const lists = await Promise.all(sources.map((source) => readIn(source, context, page.first + 1, places[source])));
  const all = lists.flat().toSorted((a, b) => Number(a.read.at < b.read.at) - Number(a.read.at > b.read.at));
  const edges = all.slice(0, page.first).map(({ source, read }) => {
    places = { ...places, [source]: read.cursor };
    return { cursor: cursorOf(places), node: read };
  });
  return connection({ edges, hasMore: all.length > page.first }, page.after);
};
