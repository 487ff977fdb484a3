import { createWriter, type Writer } from '../kill-9/writers.ts';
import type { Actor, Actors } from '../src/actors.ts';
import { until } from '../src/until.ts';

const writerCount = 8;
const afterFailureMs = 50;
const disclosure = 'disclosure-330324108207-vc-2026Q2';
const query = `{ disclosure(id: "${disclosure}") { id current { version totals { closing } accounts { lines { summary } } } } }`;

/**
 * What may be told while something is away: that it is, that nobody knows what happened to a command, that rights are
 * not known to be fresh. Whoever is told so sends the same command again.
 */
const whileAway: readonly unknown[] = ['service.away', 'INTERNAL', 'access.stale'];
/** No connection, one that broke, half an answer. By name: the errors of `fetch` are not of a test's own realm. */
const broken = /^(TypeError: (fetch failed|terminated)|SyntaxError: )/;

interface Told {
  readonly code?: string;
  readonly extensions?: { readonly code?: string };
}
const isOutage = (error: unknown): boolean => {
  if (broken.test(String(error))) return true;
  const told = error instanceof Error && Array.isArray(error.cause) ? (error.cause as readonly Told[]) : [];
  return told.length > 0 && told.every(({ code, extensions }) => whileAway.includes(code ?? extensions?.code));
};

/** People who write and read without a break, and go on where nothing answers. */
export interface Load {
  readonly writers: readonly Writer[];
  /** Until so many more commands are acknowledged. */
  acknowledged(more: number): Promise<void>;
  /** Until so many more reads or commands got no answer. */
  unanswered(more: number): Promise<void>;
  /** Everybody finishes what he is about. Throws what anybody was told that nobody should be. */
  stop(): Promise<void>;
}

export const startLoad = async (as: Actors): Promise<Load> => {
  const stopping = new AbortController();
  const writers = Array.from({ length: writerCount }, (_, n) => createWriter(n));
  let [answered, failures]: [number, number] = [0, 0];
  let wrong: unknown;

  const keepOn = async (go: () => Promise<void>): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await go();
      } catch (error) {
        if (!isOutage(error)) {
          wrong ??= error;
          return;
        }
      }
      if (stopping.signal.aborted) return;
      failures++;
      await new Promise((resolve) => setTimeout(resolve, afterFailureMs));
    }
  };
  const write = (writer: (typeof writers)[number], who: Actor) =>
    keepOn(() => writer.write(who, stopping.signal, () => void answered++));
  const readOn = (who: Actor) =>
    keepOn(async () => {
      while (!stopping.signal.aborted) {
        const found = await who.ask(query);
        const { lines } = found.disclosure.current.accounts[0];
        if (found.disclosure.id !== disclosure || lines.length === 0)
          throw new Error(`another answer than ever before: ${JSON.stringify(found)}`);
      }
    });
  const people = new Map<string, Actor>();
  for (const account of ['villager', 'clerk']) people.set(account, await as(account));
  const running = [
    ...writers.map((writer) => write(writer, people.get(writer.account) as Actor)),
    ...people.values().map(readOn),
  ];
  const reach = async (count: () => number, more: number, what: string): Promise<void> => {
    const goal = count() + more;
    await until(() => wrong !== undefined || count() >= goal, `${more} more ${what}`);
    if (wrong !== undefined) throw wrong;
  };
  return {
    writers,
    acknowledged: (more) => reach(() => answered, more, 'commands are acknowledged'),
    unanswered: (more) => reach(() => failures, more, 'requests are not answered'),
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
      if (wrong !== undefined) throw wrong;
    },
  };
};
