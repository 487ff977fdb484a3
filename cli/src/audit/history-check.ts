import { catalogue, envelopeSchema } from '@cunjian/contracts';
import { canonicalJson } from '@cunjian/kernel';

/**
 * What the events of a division must agree on among themselves. Entries are handed in order; of those that the reader
 * may not open only their number is known, so gaps in a stream are named only where nothing was withheld.
 */
export const createHistoryCheck = (division: string, find: (where: string, what: string) => void) => {
  const revisions = new Map<string, { readonly index: number; readonly revision: number }>();
  const gaps: { where: string; what: string }[] = [];
  const ids = new Map<string, number>();
  let openedCount = 0;
  let missing = 0;

  const take = (index: number, entryId: string, event: string): void => {
    const where = `entry ${index}`;
    openedCount++;
    const value: unknown = JSON.parse(event);
    if (canonicalJson(value) !== event) find(where, 'the event is not canonical JSON (RFC 8785)');
    const parsed = envelopeSchema.safeParse(value);
    if (!parsed.success) return find(where, `no envelope: ${parsed.error.issues[0]?.message ?? ''}`);
    const envelope = parsed.data;
    if (envelope.id !== entryId) find(where, `the entry names event ${entryId}, its opening is ${envelope.id}`);
    const earlier = ids.get(envelope.id);
    if (earlier !== undefined) find(where, `event ${envelope.id} is entry ${earlier} already`);
    ids.set(envelope.id, index);
    if (envelope.partitionkey !== division) find(where, `an event of division ${envelope.partitionkey}`);
    checkSchema(where, event);
    checkRevision(where, index, envelope.subject, Number(envelope.sequence));
  };

  const checkSchema = (where: string, event: string): void => {
    try {
      const { name, data } = catalogue.decode({ bytes: new TextEncoder().encode(event), position: 0n, revision: 0 });
      catalogue.check(name, data);
    } catch (error) {
      find(where, error instanceof Error ? error.message : String(error));
    }
  };

  const checkRevision = (where: string, index: number, stream: string, revision: number): void => {
    const last = revisions.get(stream);
    const expected = last === undefined ? 0 : last.revision + 1;
    if (last !== undefined && revision <= last.revision)
      find(where, `revision ${revision} of ${stream} comes after revision ${last.revision} (entry ${last.index})`);
    else if (revision !== expected)
      gaps.push({ where, what: `${stream} jumps from revision ${expected - 1} to ${revision}` });
    revisions.set(stream, { index, revision });
  };

  return {
    take,
    withheld: () => void missing++,
    finish: () => {
      if (missing === 0) for (const { where, what } of gaps) find(where, what);
      return { openedCount, missing };
    },
  };
};
