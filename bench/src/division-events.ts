import { randomBytes, randomUUID } from 'node:crypto';
import { catalogue, encodeEnvelope } from '@cunjian/contracts';
import type { StoredEvent } from '@cunjian/event-store';

const type = catalogue.wireType('member-admitted');

/** Real events, of about 520 bytes, spread evenly over so many divisions. */
export const divisionEvents = (count: number, divisions: number): StoredEvent[] =>
  Array.from({ length: count }, (_, i) => {
    const id = randomUUID();
    const division = String(330_302_001_200 + (i % divisions));
    const stream = `members-${division}-${i}`;
    const bytes = encodeEnvelope({
      specversion: '1.0',
      id,
      source: 'registry',
      type,
      subject: stream,
      sequence: '0',
      time: '2026-04-03T08:00:00.000Z',
      datacontenttype: 'application/json',
      partitionkey: division,
      audience: 'members',
      actor: 'p-7f3a1c9e5b2d4086',
      body: `${division}-vc`,
      correlationid: randomUUID(),
      causationid: randomUUID(),
      data: { body: `${division}-vc`, person: `p-${i}`, from: '2026-04-03' },
    });
    // As read from the store: each in memory of its own.
    return {
      id,
      type,
      stream,
      revision: 0,
      position: BigInt(i + 1),
      bytes: new Uint8Array(bytes),
      salt: new Uint8Array(randomBytes(32)),
    };
  });
