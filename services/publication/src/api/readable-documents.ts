import { may, resourceOf, type Caller } from '@cunjian/access';
import type { Publication } from '../publication-context.ts';
import { isOwn } from './actions.ts';
import { bodiesById, resourceOfSubject } from './look-ups.ts';
import { disclosureView, noticeView } from './views.ts';

/** Of these notices, disclosures and objections those whose files the caller may read, each by the right that reads it. */
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
  const bodies = await bodiesById(
    publication,
    [...notices.values()].map(({ body }) => body),
  );
  const readable = new Set<string>();
  for (const [id, document] of disclosures) if (disclosureView(caller, document) !== undefined) readable.add(id);
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
  return readable;
};
