import { createCatalogue, type RecordedEvent } from '@cunjian/contracts';
import type { Contribution, Projection } from '@cunjian/processing';
import { z } from 'zod';
import { openForWriting } from '../../libs/event-store/src/sqlite/schema.ts';

const steps = [
  'disclosure-drafted',
  'disclosure-confirmed',
  'disclosure-reviewed',
  'disclosure-published',
  'disclosure-posted',
];
const contract = { version: 1, describe: 'A step of the procedure was taken.', data: z.object({}) };
export const catalogue = createCatalogue({ bench: Object.fromEntries(steps.map((step) => [step, contract])) });

/** Disclosures under way at a time: an event rarely meets the document of another in its batch. */
const underWay = 10_000;
const villages = 3_756;

const villageOf = (index: number): string => {
  const village = index % villages;
  const county = String(1 + (village % 13)).padStart(2, '0');
  const town = String(1 + (Math.floor(village / 13) % 20)).padStart(3, '0');
  return `3303${county}${town}${String(200 + Math.floor(village / 260)).padStart(3, '0')}`;
};

/** The i-th event of a long history, about 800 bytes with its envelope. */
const eventOf = (index: number): { id: string; type: string; stream: string; revision: number; text: string } => {
  const disclosure = Math.floor(index / (underWay * steps.length)) * underWay + (index % underWay);
  const revision = Math.floor(index / underWay) % steps.length;
  const division = villageOf(disclosure);
  const period = `${2021 + (Math.floor(disclosure / 40_000) % 6)}Q${1 + (Math.floor(disclosure / 10_000) % 4)}`;
  const stream = `disclosure-committee-${division}-${period}-${disclosure}`;
  const id = `00000000-0000-5000-8000-${String(index).padStart(12, '0')}`;
  const type = `cunjian.bench.${steps[revision]}.v1`;
  const text = JSON.stringify({
    specversion: '1.0',
    id,
    source: 'bench',
    type,
    subject: stream,
    sequence: String(revision),
    time: '2026-03-05T01:00:00.000Z',
    datacontenttype: 'application/json',
    partitionkey: division,
    audience: 'residents',
    actor: 'p-7f3a1c9e5b2d4086',
    office: 'accountant-330302001',
    body: `committee-${division}`,
    correlationid: id,
    causationid: id,
    data: {
      disclosure: stream,
      period,
      division,
      title: `${period} 财务公开`,
      opening: 1_234_567 + index,
      receipts: 345_600,
      payments: 210_000,
      closing: 1_370_167 + index,
      attachment: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
    },
  });
  return { id, type, stream, revision, text };
};

/** Writes `count` events into a store's file, as its writer would have. */
export const writeEvents = (file: string, count: number): void => {
  const db = openForWriting({ file, busyTimeoutMs: 0, maxFileBytes: undefined });
  db.exec('PRAGMA cache_size = -262144');
  const insert = db.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)');
  const encoder = new TextEncoder();
  const salt = new Uint8Array(32);
  for (let first = 0; first < count; first += 10_000) {
    db.exec('BEGIN IMMEDIATE');
    for (let index = first; index < Math.min(first + 10_000, count); index++) {
      const { id, type, stream, revision, text } = eventOf(index);
      insert.run(index + 1, stream, revision, id, type, salt, encoder.encode(text));
    }
    db.exec('COMMIT');
  }
  db.close();
};

interface Disclosure {
  readonly division: string;
  readonly period: string;
  readonly title: string;
  readonly status: string;
  readonly receipts: number;
  readonly payments: number;
  readonly updatedAt: string;
}

export const bucket = 'villagers-committee|2021Q1';

/** What a department reads: by village and period the state of each disclosure, and over all levels how many are how far. */
export const disclosures: Projection<Disclosure> = {
  name: 'disclosures',
  version: 1,
  events: steps,
  indexes: [
    ['division', 'period'],
    ['status', 'updatedAt'],
  ],
  keys: ({ subject }) => [subject],
  evolve: (_, { data, name, time }: RecordedEvent) => {
    const { division, period, title, receipts, payments } = data as Disclosure;
    return { division, period, title, status: name.slice('disclosure-'.length), receipts, payments, updatedAt: time };
  },
  contribution: ({ division, period, status, receipts, payments }): Contribution[] => [
    { division, bucket: `villagers-committee|${period}`, counts: { [status]: 1, receipts, payments } },
  ],
};
