import { type Caller, may, type Resource, resourceOf, resourceOfSubject } from '@cunjian/access';
import type { RecordedEvent, SuggestionEvent } from '@cunjian/contracts';
import { todayOf } from '@cunjian/service-kit/acting';
import type { Publication } from '../publication-context.ts';
import { isOwn } from './actions.ts';
import { bodiesById } from './look-ups.ts';
import { disclosureView, noticeView } from './views.ts';

const ofPublication = /^(notice|disclosure|objection)-/;

/** How what belongs to a village's consultation began: in a stream of its own name. */
const beginnings = async (
  { runtime: { store, catalogue } }: Publication,
  documents: readonly string[],
): Promise<readonly RecordedEvent[]> => {
  const first = await Promise.all(documents.map((document) => store.readStream(document, { limit: 1 })));
  return first.flat().map((stored) => catalogue.decode(stored));
};

/** By the right that reads it there: what is private stays with its parties and those who answer or oversee. */
const mayReadThere = (caller: Caller, { name, data, subject }: RecordedEvent, resource: Resource): boolean => {
  if (name === 'suggestion-made') {
    const { open, suggester } = data as Extract<SuggestionEvent, { type: 'suggestion-made' }>['data'];
    return open
      ? may(caller, 'suggestion.read', resource)
      : may(caller, 'suggestion.read-private', { ...resource, person: suggester });
  }
  return may(caller, subject.startsWith('entitlement-') ? 'entitlement.issue' : 'topic.read', resource);
};

/** Of these documents those whose files the caller may read, each by the right that reads it. */
export const readableDocuments = async (
  publication: Publication,
  caller: Caller,
  documents: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { models } = publication;
  const ids = (kind: string) => [...new Set(documents)].filter((id) => id.startsWith(kind));
  const [disclosures, notices, objections] = await Promise.all([
    models.disclosures.get(ids('disclosure-')),
    models.notices.get(ids('notice-')),
    models.objections.get(ids('objection-')),
  ]);
  const others = await beginnings(
    publication,
    [...new Set(documents)].filter((id) => !ofPublication.test(id)),
  );
  const bodies = await bodiesById(
    publication,
    [...notices.values(), ...others].flatMap(({ body }) => body ?? []),
  );
  const readable = new Set<string>();
  const today = todayOf(publication);
  for (const [id, document] of disclosures) if (disclosureView(caller, document, today) !== undefined) readable.add(id);
  for (const [id, document] of notices) {
    const body = bodies.get(document.body);
    const resource = body === undefined ? { division: document.division } : resourceOf(body);
    if (noticeView(caller, document, resource) !== undefined) readable.add(id);
  }
  for (const [id, document] of objections) {
    const person = document.objector ?? document.raisedBy;
    const reads = may(caller, 'objection.read', { ...resourceOfSubject(document), person });
    // Where her name is withheld, what she handed in is hers alone, and so is why it is gone.
    if (reads && (!document.withheld || isOwn(caller, document))) readable.add(id);
  }
  for (const first of others) {
    const body = first.body === undefined ? undefined : bodies.get(first.body);
    const resource = body === undefined ? { division: first.partitionkey } : resourceOf(body);
    if (mayReadThere(caller, first, resource)) readable.add(first.subject);
  }
  return readable;
};
