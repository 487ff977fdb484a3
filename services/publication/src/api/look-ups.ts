import { resourceOf, type Body, type Resource } from '@cunjian/access';
import { addDays } from '@cunjian/statutes';
import type { PreviousClosing } from '../disclosure/arithmetic.ts';
import type { Subject } from '../disclosure/disclosure.ts';
import { contentKey } from '../projections/contents.ts';
import { currentVersion } from '../projections/disclosure-document.ts';
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

/** What is asked about a thing of a body: the right to it follows the legal body. */
export const resourceOfSubject = ({
  division,
  body,
  bodyKind,
}: Pick<Subject, 'division' | 'body' | 'bodyKind'>): Resource => ({ division, body, bodyKind });

/**
 * Closings of the body's accounts, published and not withdrawn, as of the day before the period. Empty where nothing
 * ends there: behind a gap there is nothing that an opening must equal. A matter follows no other disclosure.
 */
export const previousClosings = async (
  { models }: Publication,
  { body, from, period }: Pick<Subject, 'body' | 'from' | 'period'>,
): Promise<readonly PreviousClosing[]> => {
  if (period.startsWith('matter-')) return [];
  const { items } = await models.disclosures.find({
    where: { body, to: addDays(from, -1) },
    limit: maxDisclosuresADay,
  });
  const latest = items
    .map(({ document }) => document)
    .filter(({ status, period }) => status === 'published' && !period.startsWith('matter-'))
    .flatMap((document) => {
      const version = currentVersion(document);
      return version === undefined ? [] : [{ disclosure: document.disclosure, ...version }];
    })
    .sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1))
    .at(-1);
  if (latest === undefined) return [];
  const key = contentKey(latest.disclosure, latest.version);
  const content = (await models.versionContents.get([key])).get(key)?.content;
  return (content?.accounts ?? []).map(({ book, account, closing }) => ({
    book,
    account,
    closing,
    disclosure: latest.disclosure,
  }));
};
