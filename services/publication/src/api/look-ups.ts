import { resourceOf, type Body, type Resource } from '@cunjian/access';
import type { DisclosureSubject } from '@cunjian/contracts';
import { maxPageSize } from '@cunjian/read-model';
import { addDays } from '@cunjian/statutes';
import type { PreviousClosing } from '../disclosure/arithmetic.ts';
import { periodKind } from '../disclosure/period.ts';
import { currentVersion, type DisclosureDocument } from '../projections/disclosure-document.ts';
import type { Publication } from '../publication-context.ts';

/** Disclosures of one body that end on one day: a month, its quarter, its year. */
const maxDisclosuresADay = 20;
/** Looked through at once, backwards, where a period was skipped. */
const maxSkippedAtOnce = 20;

export const bodyById = async ({ models }: Publication, body: string): Promise<Body | undefined> =>
  (await models.bodies.get([body])).get(body);

export const bodiesById = async ({ models }: Publication, ids: Iterable<string>): Promise<ReadonlyMap<string, Body>> =>
  models.bodies.get([...new Set(ids)]);

export const resourceOfBody = async (publication: Publication, body: string): Promise<Resource | undefined> => {
  const found = await bodyById(publication, body);
  return found && resourceOf(found);
};

/**
 * Closings of the body's accounts in the newest period that ended before this one and is published, not withdrawn.
 * Where periods were skipped, the money of the last one that is out is still what the opening has to be explained by. A
 * matter follows no other disclosure.
 */
export const previousClosings = async (
  publication: Pick<Publication, 'models'>,
  { body, ...period }: Pick<DisclosureSubject, 'body' | 'from' | 'period'>,
): Promise<readonly PreviousClosing[]> => (await closingsBefore(publication, [body], period)).get(body) ?? [];

const closes = ({ status, period }: DisclosureDocument): boolean =>
  status === 'published' && periodKind(period) !== 'matter';

/** Of two that close, the one that ended later; of those that ended on one day, the one that went out last. */
const laterOf = (one: DisclosureDocument | undefined, other: DisclosureDocument): DisclosureDocument => {
  if (one === undefined || one.to !== other.to) return one !== undefined && one.to > other.to ? one : other;
  const [known = '', found = ''] = [currentVersion(one)?.publishedAt, currentVersion(other)?.publishedAt];
  return known < found ? other : one;
};

/** Behind a gap: read backwards until one closes. */
const lastBefore = async (
  { models }: Pick<Publication, 'models'>,
  body: string,
  from: string,
): Promise<DisclosureDocument | undefined> => {
  let last: DisclosureDocument | undefined;
  let after: string | undefined;
  for (;;) {
    const { items, hasMore } = await models.disclosures.find({
      where: { body, to: { from: '', to: from } },
      order: { by: 'to', direction: 'descending' },
      limit: maxSkippedAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    for (const { document } of items) if (closes(document)) last = laterOf(last, document);
    const end = items.at(-1);
    // Others may have ended on the same day as the one that was found.
    if (!hasMore || end === undefined || (last !== undefined && end.document.to < last.to)) return last;
    after = end.cursor;
  }
};

const closingsOf = (document: DisclosureDocument): readonly PreviousClosing[] => {
  const { disclosure, period } = document;
  return (currentVersion(document)?.closings ?? []).map((closing) => ({ ...closing, disclosure, period }));
};

/** The same of many bodies: in one read, but for those that skipped the period before. */
export const closingsBefore = async (
  publication: Pick<Publication, 'models'>,
  bodies: readonly string[],
  { from, period }: Pick<DisclosureSubject, 'from' | 'period'>,
): Promise<ReadonlyMap<string, readonly PreviousClosing[]>> => {
  if (periodKind(period) === 'matter' || bodies.length === 0) return new Map();
  const { items } = await publication.models.disclosures.find({
    where: { body: { in: bodies }, to: addDays(from, -1) },
    limit: Math.min(maxPageSize, bodies.length * maxDisclosuresADay),
  });
  const latest = new Map<string, DisclosureDocument>();
  for (const { document } of items)
    if (closes(document)) latest.set(document.body, laterOf(latest.get(document.body), document));
  for (const body of bodies) {
    if (latest.has(body)) continue;
    const last = await lastBefore(publication, body, from);
    if (last !== undefined) latest.set(body, last);
  }
  return new Map([...latest].map(([body, document]) => [body, closingsOf(document)]));
};
