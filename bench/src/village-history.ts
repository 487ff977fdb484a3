import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { catalogue, encodeEnvelope, type Audience } from '@cunjian/contracts';
import { openForWriting } from '../../libs/event-store/src/sqlite/schema.ts';

/** What happens in a village from one quarter to the next: so many move in, a notice goes out, the finances are disclosed. */
const residents = 16;
const firstYear = 1900;
const eventsPerTransaction = 10_000;

interface Happening {
  readonly stream: string;
  readonly revision: number;
  readonly name: string;
  readonly audience: Audience;
  readonly data: object;
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
/** As a concealed value stands in an event; there is no value to it. */
const digestOf = (text: string): string => sha256(text).toString('base64url');
const idOf = (text: string): string => {
  const hex = sha256(text).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const arrivals = (division: string, quarter: number): Happening[] =>
  Array.from({ length: residents }, (_, i) => {
    const person = `p-${quarter}-${division}-${i}`;
    const household = `${quarter}-${Math.floor(i / 4)}`;
    const [name, idNumber] = [digestOf(`${person} name`), digestOf(`${person} id`)];
    const data = { division, person, household, kind: 'registered', name, idNumber, from: '2020-01-01' };
    const stream = `residency-${division}-${person}`;
    return { stream, revision: 0, name: 'residency-recorded', audience: 'committee', data };
  });

const notice = (division: string, quarter: number): Happening[] => {
  const stream = `notice-${division}-${quarter}`;
  const [title, text] = [digestOf(`${stream} title`), digestOf(`${stream} text`)];
  const written = { notice: stream, division, body: `${division}-vc`, column: 'notices', title, text, attachments: [] };
  return [
    { stream, revision: 0, name: 'notice-drafted', audience: 'committee', data: written },
    { stream, revision: 1, name: 'notice-published', audience: 'public', data: { ...written, version: 1 } },
  ];
};

const contentOf = (disclosure: string) => ({
  accounts: [
    {
      ...{ account: '基本户', book: '村委会账', opening: 1_000_000, closing: 1_040_000 },
      lines: Array.from({ length: 4 }, (_, i) => ({
        ...{ line: `村委会账-${i}`, date: '2020-01-02', voucher: String(i), entry: 1, account: '经营收入' },
        ...{ kind: 'income', receipt: 10_000, payment: 0, summary: digestOf(`${disclosure} ${i}`) },
        payee: digestOf(`${disclosure} payee ${i}`),
      })),
    },
  ],
  sections: [],
  attachments: [],
});

const disclosed = (division: string, quarter: number, procedure: object): Happening[] => {
  const year = firstYear + Math.floor(quarter / 4);
  const period = `${year}Q${1 + (quarter % 4)}`;
  const body = `${division}-vc`;
  const stream = `disclosure-${body}-${period}`;
  const of = { body, bodyKind: 'villagers-committee', division, period, from: `${year}-01-01`, to: `${year}-12-31` };
  const photo = {
    name: digestOf(stream),
    mediaType: 'image/png',
    bytes: 1_909,
    sha256: sha256(stream).toString('hex'),
  };
  const full = { ...of, content: contentOf(stream), procedure };
  const posted = { place: '上村', boards: ['上村'], from: `${year}-04-01`, to: `${year}-04-11`, photo };
  const steps: readonly (readonly [string, Audience, object])[] = [
    ['disclosure-drafted', 'committee', full],
    ['disclosure-confirmed', 'committee', { version: 1 }],
    ['opinion-given', 'committee', { version: 1, verdict: 'approve' }],
    ['joint-meeting-recorded', 'committee', { version: 1, heldOn: `${year}-03-31`, present: 5 }],
    ['disclosure-published', 'residents', { ...full, version: 1 }],
    ['disclosure-posted', 'residents', { ...posted, version: 1 }],
  ];
  return steps.map(([name, audience, data], revision) => ({
    ...{ stream, revision, name, audience },
    data: { disclosure: stream, ...data },
  }));
};

/** Committees of the store, but for those that have disclosed already, and a procedure as one of these had it. */
const foundIn = (db: DatabaseSync) => {
  const dataOf = (name: string): Record<string, unknown>[] =>
    db
      .prepare('SELECT bytes FROM event WHERE type = ? ORDER BY position')
      .all(catalogue.wireType(name))
      .map(({ bytes }) => JSON.parse(Buffer.from(bytes as Uint8Array).toString()) as { data: Record<string, unknown> })
      .map(({ data }) => data);
  const drafted = dataOf('disclosure-drafted');
  const busy = new Set(drafted.map(({ division }) => division));
  const divisions = dataOf('body-established').flatMap(({ kind, division }) =>
    kind === 'villagers-committee' && typeof division === 'string' && !busy.has(division) ? [division] : [],
  );
  const procedure = drafted[0]?.['procedure'];
  if (typeof procedure !== 'object' || procedure === null) throw new Error('nothing has been disclosed in this store');
  return { divisions, procedure };
};

/**
 * Writes quarters of a village each, all villages in turn, into the event store of a deployment that is not running, as
 * its writer would have: at least `minEvents`. Their concealed values have no vault, and their posters no photos.
 * Answers how many events it wrote.
 */
export const writeHistory = (file: string, minEvents: number): number => {
  const db = openForWriting({ file, busyTimeoutMs: 0, maxFileBytes: undefined });
  db.exec('PRAGMA cache_size = -262144');
  const { divisions, procedure } = foundIn(db);
  const insert = db.prepare('INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?)');
  const salt = new Uint8Array(32);
  let written = 0;
  db.exec('BEGIN IMMEDIATE');
  for (let quarter = 0; written < minEvents; quarter++) {
    const division = divisions[quarter % divisions.length] ?? '';
    const nth = Math.floor(quarter / divisions.length);
    const happenings = [...arrivals(division, nth), ...notice(division, nth), ...disclosed(division, nth, procedure)];
    for (const { stream, revision, name, audience, data } of happenings) {
      if (quarter === 0) catalogue.check(name, data);
      const type = catalogue.wireType(name);
      const id = idOf(`${stream} ${revision}`);
      const bytes = encodeEnvelope({
        ...{ specversion: '1.0', id, source: catalogue.source(name), type, subject: stream, data, audience },
        ...{ sequence: String(revision), time: '2026-01-01T00:00:00.000Z', datacontenttype: 'application/json' },
        ...{ partitionkey: division, actor: 'p-clerk', correlationid: id, causationid: id },
      });
      insert.run(stream, revision, id, type, salt, bytes);
      if (++written % eventsPerTransaction === 0) db.exec('COMMIT; BEGIN IMMEDIATE');
    }
  }
  db.exec('COMMIT');
  db.close();
  return written;
};
