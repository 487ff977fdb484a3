import { catalogue, envelopeSchema } from '@cunjian/contracts';
import { isCanonicalJson } from '@cunjian/kernel';
import { noErasures, withErasure } from './erasures.ts';

/**
 * What the events of a division must agree on among themselves. Entries are handed in order, `where` names each; of those that the reader
 * may not open only their number is known, so gaps in a stream are named only where nothing was withheld.
 */
export const createHistoryCheck = (division: string, find: (where: string, what: string) => void) => {
  const revisions = new Map<string, number>();
  const gaps: { where: string; what: string }[] = [];
  const ids = new Map<string, string>();
  let openedCount = 0;
  let missing = 0;
  let erased = noErasures;

  const take = (where: string, entryId: string, event: string): void => {
    openedCount++;
    const value: unknown = JSON.parse(event);
    if (!isCanonicalJson(event, value)) find(where, 'the event is not canonical JSON (RFC 8785)');
    const parsed = envelopeSchema.safeParse(value);
    if (!parsed.success) return find(where, `no envelope: ${parsed.error.issues[0]?.message ?? ''}`);
    const envelope = parsed.data;
    if (envelope.id !== entryId) find(where, `the entry names event ${entryId}, its opening is ${envelope.id}`);
    const earlier = ids.get(envelope.id);
    if (earlier !== undefined) find(where, `event ${envelope.id} is ${earlier} already`);
    ids.set(envelope.id, where);
    if (envelope.partitionkey !== division) find(where, `an event of division ${envelope.partitionkey}`);
    checkSchema(where, envelope.type, envelope.data);
    checkRevision(where, envelope.subject, Number(envelope.sequence));
  };

  const checkSchema = (where: string, type: string, given: unknown): void => {
    try {
      const { name, data } = catalogue.read(type, given);
      catalogue.check(name, data);
      erased = withErasure(erased, { name, data });
    } catch (error) {
      find(where, error instanceof Error ? error.message : String(error));
    }
  };

  const checkRevision = (where: string, stream: string, revision: number): void => {
    const last = revisions.get(stream) ?? -1;
    revisions.set(stream, revision);
    if (revision <= last) find(where, `revision ${revision} of ${stream} comes after revision ${last}`);
    else if (revision !== last + 1) gaps.push({ where, what: `${stream} jumps from revision ${last} to ${revision}` });
  };

  return {
    take,
    withheld: () => void missing++,
    finish: () => {
      if (missing === 0) for (const { where, what } of gaps) find(where, what);
      return { openedCount, missing, erased };
    },
  };
};
