import { resourceOf, type Body, type Resource } from '@cunjian/access';
import type { DisclosureSubject } from '@cunjian/contracts';
import { maxPageSize } from '@cunjian/read-model';
import { addDays } from '@cunjian/statutes';
import type { PreviousClosing } from '../disclosure/arithmetic.ts';
import { periodKind } from '../disclosure/period.ts';
import { currentVersion, type PublishedVersion } from '../projections/disclosure-document.ts';
import type { Publication } from '../publication-context.ts';

/** Disclosures of one body that end on one day: a month, its quarter, its year. */
const maxDisclosuresADay = 20;

export const bodyById = async ({ models }: Publication, body: string): Promise<Body | undefined> =>
  (await models.bodies.get([body])).get(body);

export const bodiesById = async ({ models }: Publication, ids: Iterable<string>): Promise<ReadonlyMap<string, Body>> =>
  models.bodies.get([...new Set(ids)]);

export const resourceOfBody = async (publication: Publication, body: string): Promise<Resource | undefined> => {
  const found = await bodyById(publication, body);
  return found && resourceOf(found);
};

/**
 * Closings of the body's accounts, published and not withdrawn, as of the day before the period. Empty where nothing
 * ends there: behind a gap there is nothing that an opening must equal. A matter follows no other disclosure.
 */
export const previousClosings = async (
  publication: Pick<Publication, 'models'>,
  { body, ...period }: Pick<DisclosureSubject, 'body' | 'from' | 'period'>,
): Promise<readonly PreviousClosing[]> => (await closingsBefore(publication, [body], period)).get(body) ?? [];

/** The same of many bodies in one read. */
export const closingsBefore = async (
  { models }: Pick<Publication, 'models'>,
  bodies: readonly string[],
  { from, period }: Pick<DisclosureSubject, 'from' | 'period'>,
): Promise<ReadonlyMap<string, readonly PreviousClosing[]>> => {
  if (periodKind(period) === 'matter' || bodies.length === 0) return new Map();
  const { items } = await models.disclosures.find({
    where: { body: { in: bodies }, to: addDays(from, -1) },
    limit: Math.min(maxPageSize, bodies.length * maxDisclosuresADay),
  });
  const latest = new Map<string, { readonly disclosure: string; readonly version: PublishedVersion }>();
  for (const { document } of items) {
    const { body, status, period, disclosure } = document;
    const version = currentVersion(document);
    if (version === undefined || status !== 'published' || periodKind(period) === 'matter') continue;
    const known = latest.get(body);
    if (known === undefined || known.version.publishedAt < version.publishedAt)
      latest.set(body, { disclosure, version });
  }
  return new Map(
    [...latest].map(([body, { disclosure, version }]) => [
      body,
      version.closings.map((closing) => ({ ...closing, disclosure })),
    ]),
  );
};
