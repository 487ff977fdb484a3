import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import type { Refused } from '@cunjian/kernel';
import { answerCalls } from '../threads/thread-calls.ts';
import type { BoxedBallot, BoxSize } from './ballot-box.ts';
import { openBoxFile, type BoxFile } from './box-file.ts';

export interface CastRequest extends BoxSize {
  readonly ballot: string;
  readonly boxed: BoxedBallot;
}

export type BoxRequest =
  | { readonly kind: 'cast'; readonly casts: readonly CastRequest[] }
  | { readonly kind: 'page'; readonly ballot: string; readonly after: string | undefined; readonly limit: number }
  | { readonly kind: 'remove'; readonly ballot: string };

export type BoxAnswer = readonly (Refused | 'cast')[] | readonly BoxedBallot[] | 'removed';

/** A ballot's id may be anything; a file's name may not. */
const fileOf = (dir: string, ballot: string): string =>
  join(dir, `${createHash('sha256').update(ballot).digest('hex').slice(0, 32)}.sqlite`);

const createBoxes = (dir: string) => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const boxes = new Map<string, BoxFile>();
  const random = { bytes: (length: number) => new Uint8Array(randomBytes(length)) };

  const forget = (ballot: string): void => {
    boxes.get(ballot)?.close();
    boxes.delete(ballot);
  };
  const open = (ballot: string, size?: BoxSize): BoxFile => {
    const known = boxes.get(ballot);
    if (known !== undefined && (size === undefined || known.size !== undefined)) return known;
    forget(ballot);
    const box = openBoxFile(fileOf(dir, ballot), size, random);
    boxes.set(ballot, box);
    return box;
  };

  const castInto = (ballot: string, casts: readonly CastRequest[]): readonly (Refused | 'cast')[] => {
    try {
      return open(ballot, casts[0]).cast(casts.map(({ boxed }) => boxed));
    } catch (error) {
      // What it knows of its slots may be more than what is on disk: read them again.
      forget(ballot);
      throw error;
    }
  };

  const cast = (casts: readonly CastRequest[]): readonly (Refused | 'cast')[] => {
    const answers = new Map<CastRequest, Refused | 'cast'>();
    for (const [ballot, some] of Map.groupBy(casts, ({ ballot }) => ballot)) {
      const answered = castInto(ballot, some);
      some.forEach((one, at) => answers.set(one, answered[at] ?? 'cast'));
    }
    return casts.map((one) => answers.get(one) ?? 'cast');
  };

  return {
    answer: (request: BoxRequest): BoxAnswer => {
      switch (request.kind) {
        case 'cast':
          return cast(request.casts);
        case 'page':
          if (!existsSync(fileOf(dir, request.ballot))) return [];
          return open(request.ballot).page(request.after, request.limit);
        case 'remove':
          forget(request.ballot);
          rmSync(fileOf(dir, request.ballot), { force: true });
          rmSync(`${fileOf(dir, request.ballot)}-journal`, { force: true });
          return 'removed';
      }
    },
    close: () => [...boxes.keys()].forEach(forget),
  };
};

const { answer, close } = createBoxes((workerData as { readonly dir: string }).dir);
answerCalls(answer, close);
