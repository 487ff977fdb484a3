export interface Asked {
  readonly path: string;
  readonly input: unknown;
}

interface Waiting extends PromiseWithResolvers<unknown> {
  readonly asked: Asked;
}

/**
 * Sends what is asked in one turn of the event loop together, at most `maxAsked` at once. `send` gives for each, in their
 * order, what says or throws its answer; where it fails, all of them do.
 */
export const createBatches = (
  send: (batch: readonly Asked[]) => Promise<readonly (() => unknown)[]>,
  maxAsked: number,
): ((asked: Asked) => Promise<unknown>) => {
  let waiting: Waiting[] = [];

  const settle = async (batch: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await send(batch.map(({ asked }) => asked));
      if (answers.length !== batch.length) throw new Error(`${batch.length} were asked, ${answers.length} answered`);
      answers.forEach((answer, index) => batch[index]?.resolve(said(answer)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    for (let from = 0; from < batch.length; from += maxAsked) void settle(batch.slice(from, from + maxAsked));
  };
  return (asked) => {
    const one: Waiting = { asked, ...Promise.withResolvers<unknown>() };
    if (waiting.length === 0) setImmediate(flush);
    waiting.push(one);
    return one.promise;
  };
};

const said = async (answer: () => unknown): Promise<unknown> => answer();
