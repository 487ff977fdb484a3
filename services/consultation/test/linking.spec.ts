/**
 * The linking attack: given every byte that a deployment keeps of a secret ballot, who cast which? Voters cast in the very
 * order in which they took their tokens, the attacker knows that, and he reads all files before and after the closing.
 * Whatever keeps the order, a time or an id of casting gives him nearly all pairs; guessing gives him one.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ballotHashOf, type SecretBallot } from '@cunjian/secret-ballot';
import { createLog } from '@cunjian/service-kit';
import { openConsultation, village, type Harness } from './harness.ts';
import {
  closesAt,
  eventsOf,
  granted,
  openSecretVote,
  seal,
  seedOf,
  takeToken,
  tokensUntil,
  type SecretVote,
} from './secret-vote.ts';

const voters = 60;

interface Cast {
  readonly person: string;
  readonly text: string;
  readonly ballot: SecretBallot;
  readonly hash: string;
}

type Files = ReadonlyMap<string, Buffer>;

let harness: Harness;
let vote: SecretVote;
/** In the order in which they took their tokens, and cast. */
const casts: Cast[] = [];
const lines: string[] = [];
let whileOpen: Files;
let afterClosing: Files;

const filesIn = async (dir: string): Promise<Files> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(paths.map(async (path) => [path.slice(dir.length + 1), await readFile(path)] as const)),
  );
};

const personOf = (voter: number): string => `person-voter-${String(voter).padStart(2, '0')}`;

beforeAll(async () => {
  const log = createLog({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
  harness = await openConsultation({ log });
  for (let voter = 0; voter < voters; voter++) {
    const person = personOf(voter);
    await harness.register(`account-${voter}`, '000000000000', undefined, {
      type: 'account-bound',
      data: { account: `voter-${voter}`, person, method: 'founding', officers: [] },
    });
    await harness.register(`residency-${voter}`, village, undefined, {
      type: 'residency-recorded',
      data: {
        person,
        division: village,
        kind: 'registered',
        household: 'h',
        from: '2020-01-01',
        name: 'n'.repeat(43) as never,
      },
    });
  }
  const persons = Array.from({ length: voters }, (_, voter) => personOf(voter));
  vote = await openSecretVote(harness.secret.issuers, harness.register, persons);
  await harness.react();
  const tokens = [];
  for (let voter = 0; voter < voters; voter++) {
    await harness.clock.advance(60_000);
    tokens.push(await takeToken(harness, vote, `voter-${voter}`, seedOf(100 + voter)));
  }
  await harness.catchUp();
  await harness.clock.advance(Date.parse(tokensUntil) - harness.clock.now());
  await harness.react();
  for (const [voter, own] of tokens.entries()) {
    await harness.clock.advance(60_000);
    const text = await seal(harness, vote.setting, own, voter % 3 === 0 ? 'against' : 'for');
    granted(await harness.as(undefined).secretBallots.cast({ ballot: vote.ballot, text }));
    casts.push({
      person: personOf(voter),
      text,
      ballot: JSON.parse(text) as SecretBallot,
      hash: await ballotHashOf(text),
    });
  }
  whileOpen = await filesIn(harness.dataDir);
  await harness.clock.advance(Date.parse(closesAt) - harness.clock.now());
  await harness.register(vote.ballot, village, undefined, { type: 'ballot-closed', data: { ballot: vote.ballot } });
  await harness.react();
  afterClosing = await filesIn(harness.dataDir);
}, 120_000);
afterAll(() => harness.close());

/** Where in a file each ballot's token lies, in the order of casting; undefined where one of them is not in it. */
const placesIn = (file: Buffer, tokens: readonly Buffer[]): readonly number[] | undefined => {
  const places = tokens.map((token) => file.indexOf(token));
  return places.every((place) => place >= 0) ? places : undefined;
};

const rankOf = (values: readonly number[]): readonly number[] => {
  const sorted = values.toSorted((a, b) => a - b);
  return values.map((value) => sorted.indexOf(value));
};

/** How many pairs the attacker gets right who pairs the first with the first, or the first with the last. */
const pairsRight = (places: readonly number[]): number => {
  const ranks = rankOf(places);
  const forwards = ranks.filter((rank, at) => rank === at).length;
  const backwards = ranks.filter((rank, at) => rank === ranks.length - 1 - at).length;
  return Math.max(forwards, backwards);
};

/** Spearman's, between the order of casting and that of the places: from 0 to 1. */
const correlation = (places: readonly number[]): number => {
  const ranks = rankOf(places);
  const n = ranks.length;
  const squares = ranks.reduce((sum, rank, at) => sum + (rank - at) ** 2, 0);
  return Math.abs(1 - (6 * squares) / (n * (n * n - 1)));
};

/** Guessing gives one pair, and more than eight once in a million times; a correlation of 0.62 as rarely. */
const guessedPairs = 8;
const guessedCorrelation = 0.62;

const spellings = ({ ballot }: Cast): readonly Buffer[] => {
  const key = Buffer.from(ballot.token.key, 'base64url');
  const hash = createHash('sha256').update(key).digest();
  return [ballot.token.key, key, hash, hash.toString('hex'), hash.toString('base64url')].map((text) =>
    Buffer.isBuffer(text) ? text : Buffer.from(text),
  );
};

describe('by the order', () => {
  it('of anything in any file, while the ballot is open and after its closing', () => {
    let looked = 0;
    for (const files of [whileOpen, afterClosing])
      for (const [path, bytes] of files)
        for (let spelling = 0; spelling < 5; spelling++) {
          const tokens = casts.map((cast) => spellings(cast)[spelling] ?? Buffer.alloc(0));
          const places = placesIn(bytes, tokens);
          if (places === undefined) continue;
          looked++;
          expect([path, spelling, pairsRight(places) <= guessedPairs]).toEqual([path, spelling, true]);
          expect([path, spelling, correlation(places) < guessedCorrelation]).toEqual([path, spelling, true]);
        }
    // The box while it is open, and the event store when it is closed: the attack has had something to look at.
    expect(looked).toBeGreaterThanOrEqual(2);
  });

  it('of the events that the box becomes', async () => {
    const events = await eventsOf(harness, `box-${vote.ballot}`);
    const texts = events.flatMap((event) => (event.type === 'box-appended' ? event.data.ballots : []));
    expect(texts).toHaveLength(voters);
    const places = casts.map(({ text }) => texts.indexOf(text));
    expect(pairsRight(places)).toBeLessThanOrEqual(guessedPairs);
    expect(correlation(places)).toBeLessThan(guessedCorrelation);
  });

  it('would be found in a table that is keyed by the hash: the attack works', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cunjian-naive-'));
    const db = new DatabaseSync(join(dir, 'naive.sqlite'));
    db.exec(
      'PRAGMA secure_delete = ON; CREATE TABLE b (hash BLOB PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID',
    );
    const insert = db.prepare('INSERT INTO b VALUES (?, ?)');
    for (const cast of casts) insert.run(spellings(cast)[2] ?? null, cast.text);
    db.close();
    // Long rows go on in pages of their own, and these are taken from the end as rows come: their tails give all away.
    const file = await readFile(join(dir, 'naive.sqlite'));
    const tails = casts.map(({ text }) => Buffer.from(text.slice(-100)));
    const places = placesIn(file, tails) ?? [];
    expect(correlation(places)).toBeGreaterThan(0.99);
    expect(pairsRight(places)).toBeGreaterThan(guessedPairs);
    await rm(dir, { recursive: true });
  });
});

describe('by the place of a part of it', () => {
  it('tells nothing in the box, wherever one looks within a ballot', () => {
    const [path = '', box = Buffer.alloc(0)] = [...whileOpen].find(([name]) => name.startsWith('box/')) ?? [];
    expect(path).toMatch(/^box\/[0-9a-f]{32}\.sqlite$/);
    const length = casts[0]?.text.length ?? 0;
    let looked = 0;
    for (let from = 0; from + 100 <= length; from += 100) {
      const places = placesIn(
        box,
        casts.map(({ text }) => Buffer.from(text.slice(from, from + 100))),
      );
      // A part that a page ends in, or that all have in common, is in no one place.
      if (places === undefined || new Set(places).size < voters) continue;
      looked++;
      expect(correlation(places)).toBeLessThan(guessedCorrelation);
      expect(pairsRight(places)).toBeLessThanOrEqual(guessedPairs);
    }
    expect(looked).toBeGreaterThan(0);
  });

  it('leaves nothing beside the box: no journal, no write-ahead log', () => {
    expect([...whileOpen.keys()].filter((path) => path.startsWith('box/'))).toHaveLength(1);
    expect([...afterClosing.keys()].filter((path) => path.startsWith('box/'))).toEqual([]);
  });
});

describe('by an id', () => {
  const all = (files: Files, except: (path: string) => boolean): readonly (readonly [string, Buffer])[] =>
    [...files].filter(([path]) => !except(path));
  const found = (files: readonly (readonly [string, Buffer])[], needles: readonly Buffer[]): readonly string[] =>
    files.filter(([, bytes]) => needles.some((needle) => bytes.includes(needle))).map(([path]) => path);

  it('of what is cast: it is nowhere but in the box', () => {
    const secrets = casts.flatMap((cast) => [
      ...spellings(cast),
      Buffer.from(cast.hash),
      ...cast.ballot.token.signatures.flatMap(({ prefix, signature }) => [
        Buffer.from(prefix),
        Buffer.from(signature),
        Buffer.from(signature, 'base64url'),
      ]),
      Buffer.from(cast.ballot.choice),
      Buffer.from(cast.ballot.commitment),
    ]);
    expect(
      found(
        all(whileOpen, (path) => path.startsWith('box/')),
        secrets,
      ),
    ).toEqual([]);
  });

  it('of who cast: it is not in the box, nor in the events that it becomes', async () => {
    const ids = casts.flatMap(({ person }, voter) => [Buffer.from(person), Buffer.from(`voter-${voter}`)]);
    expect(
      found(
        all(whileOpen, (path) => !path.startsWith('box/')),
        ids,
      ),
    ).toEqual([]);
    const stored = await harness.consultation.runtime.store.readStream(`box-${vote.ballot}`);
    expect(
      found(
        stored.map(({ bytes }) => ['event', Buffer.from(bytes)] as const),
        ids,
      ),
    ).toEqual([]);
  });

  it('of a request: none of them is in a ballot, nor anything of a ballot in one', async () => {
    for (const { person, text } of casts) {
      const events = await eventsOf(harness, `entitlement-${vote.ballot}-${person}`);
      for (const event of events) {
        if (event.type !== 'token-granted') continue;
        const { request, signature } = event.data;
        for (const part of [request, signature]) expect(text).not.toContain(part.slice(0, 40));
      }
    }
  });
});

describe('by a time', () => {
  it('in what the box became: all of it has the one of the closing', async () => {
    const stored = await harness.consultation.runtime.store.readStream(`box-${vote.ballot}`);
    const times = stored.map((event) => harness.consultation.runtime.catalogue.decode(event).time);
    expect(times.every((time) => time >= closesAt)).toBe(true);
  });

  it('or in the log of the process: a cast leaves no line', () => {
    const told = lines.filter((line) =>
      casts.some(({ hash, ballot }) => line.includes(hash) || line.includes(ballot.token.key)),
    );
    expect(told).toEqual([]);
    expect(lines.filter((line) => line.includes(vote.ballot))).toEqual([]);
  });

  it('or in an event: none was written while all cast', async () => {
    const { store, catalogue } = harness.consultation.runtime;
    const { events } = await store.readAll({ after: 0n, limit: 10_000 });
    const during = events
      .map((event) => catalogue.decode(event))
      .filter(({ time }) => time > tokensUntil && time < closesAt);
    expect(during.map(({ name }) => name)).toEqual([]);
  });
});
