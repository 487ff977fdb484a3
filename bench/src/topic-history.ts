import { createHash } from 'node:crypto';
import { rollRoot } from '@cunjian/ballots';
import { catalogue, encodeEnvelope, maxRollPart, type RollEntry } from '@cunjian/contracts';
import { openForWriting } from '../../libs/event-store/src/sqlite/schema.ts';

export interface TopicSize {
  /** Of the topic. */
  readonly id: string;
  readonly comments: number;
  /** Cast in one ballot under it, which runs. */
  readonly ballots: number;
}

const division = '330324108207';
const body = `${division}-vc`;
const place = { division, body, bodyKind: 'villagers-committee' };
const dayMs = 86_400_000;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
/** As a concealed value stands in an event; there is no value to it. */
const digestOf = (text: string): string => sha256(text).toString('base64url');
const uuidOf = (text: string): string => {
  const hex = sha256(text).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

interface Happening {
  readonly stream: string;
  readonly name: string;
  readonly data: object;
}

const half = { numerator: 1, denominator: 2, orMore: false };
const rule = {
  ...{ assembly: 'villagers', rules: [], quorum: half, majority: { of: 'present', share: half } },
  ...{ channels: ['online', 'paper'], secrecy: ['open', 'secret'], smallestCount: 5 },
  voidWhereMoreReturnedThanIssued: true,
};

const discussion = ({ id, comments }: TopicSize): Happening[] => [
  {
    ...{ stream: id, name: 'topic-proposed' },
    data: {
      ...{ topic: id, ...place, matter: 'public-works', title: digestOf(`${id} title`), text: digestOf(`${id} text`) },
      ...{ attachments: [], proposer: 'p-proposer' },
    },
  },
  ...Array.from({ length: comments }, (_, at) => {
    const comment = `comment-${uuidOf(`${id} ${at}`)}`;
    const said = {
      stance: at % 2 === 0 ? 'for' : 'against',
      text: digestOf(comment),
      author: `p-${at}`,
      proposer: false,
    };
    return { stream: comment, name: 'comment-made', data: { comment, topic: id, ...place, ...said } };
  }),
];

const vote = ({ id, ballots }: TopicSize, now: number): Happening[] => {
  const ballot = `ballot-${uuidOf(`${id} ballot`)}`;
  const at = (days: number): string => new Date(now + days * dayMs).toISOString();
  const entries: RollEntry[] = Array.from({ length: ballots }, (_, n) => ({
    ...{ person: `p-${n}`, household: `h-${Math.floor(n / 3)}`, salt: digestOf(`${ballot} ${n}`) },
  }));
  const terms = {
    ...{
      ballot,
      ...place,
      topic: id,
      matter: 'public-works',
      title: digestOf(`${ballot} title`),
      text: digestOf(ballot),
    },
    ...{ question: { kind: 'yes-no' }, secrecy: 'open', rule, channels: ['online', 'paper'], binding: true },
    times: { rollAt: at(-20), opensAt: at(-2), closesAt: at(20) },
  };
  const roll = { count: entries.length, root: rollRoot(entries) };
  const parts = Math.ceil(entries.length / maxRollPart);
  const rollStream = `roll-${ballot}`;
  return [
    { stream: ballot, name: 'ballot-called', data: terms },
    { stream: rollStream, name: 'roll-drawn', data: { ballot, ...place, asOf: at(-20), ...roll, parts } },
    ...Array.from({ length: parts }, (_, part) => ({
      ...{ stream: rollStream, name: 'roll-listed' },
      data: { ballot, part, entries: entries.slice(part * maxRollPart, (part + 1) * maxRollPart) },
    })),
    { stream: rollStream, name: 'roll-frozen', data: { ballot, ...roll } },
    { stream: ballot, name: 'ballot-opened', data: { ...terms, roll, issuers: [], holders: [] } },
    ...entries.map(({ person }, n) => ({
      ...{ stream: `entitlement-${ballot}-${person}`, name: 'ballot-cast' },
      data: { ballot, person, choice: { kind: 'yes-no', answer: n % 3 === 0 ? 'against' : 'for' } },
    })),
  ];
};

/**
 * Writes topics with their discussion and votes into the event store of a deployment that is not running, as its writer
 * would have. Their concealed values have no vault.
 */
export const writeTopics = (file: string, topics: readonly TopicSize[], now: number): void => {
  const db = openForWriting({ file, busyTimeoutMs: 0, maxFileBytes: undefined });
  const insert = db.prepare('INSERT INTO event VALUES (NULL, ?, ?, ?, ?, ?, ?)');
  const salt = new Uint8Array(32);
  const revisions = new Map<string, number>();
  db.exec('BEGIN IMMEDIATE');
  for (const { stream, name, data } of topics.flatMap((topic) => [...discussion(topic), ...vote(topic, now)])) {
    catalogue.check(name, data);
    const revision = revisions.get(stream) ?? 0;
    revisions.set(stream, revision + 1);
    const type = catalogue.wireType(name);
    const id = uuidOf(`${stream} ${revision}`);
    const bytes = encodeEnvelope({
      ...{ specversion: '1.0', id, source: catalogue.source(name), type, subject: stream, data, audience: 'residents' },
      ...{ sequence: String(revision), time: new Date(now - dayMs).toISOString(), datacontenttype: 'application/json' },
      ...{ partitionkey: division, body, actor: 'p-clerk', correlationid: id, causationid: id },
    });
    insert.run(stream, revision, id, type, salt, bytes);
  }
  db.exec('COMMIT');
  db.close();
};
