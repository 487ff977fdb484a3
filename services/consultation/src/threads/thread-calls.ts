import { parentPort, Worker } from 'node:worker_threads';

interface Asked {
  readonly id: number;
  readonly request: unknown;
}
type Answered = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly error: string };

/** A thread that answers one request after the other. */
export interface ThreadCalls<Request, Answer> {
  call(request: Request): Promise<Answer>;
  /** Ends it; what it has begun is finished first. */
  close(): Promise<void>;
}

/** The caller's half; the thread starts with the first call. One that ends by itself fails all that waits and all that comes. */
export const callThread = <Request, Answer>(module: URL, workerData: unknown): ThreadCalls<Request, Answer> => {
  const waiting = new Map<number, PromiseWithResolvers<Answer>>();
  const exited = Promise.withResolvers<void>();
  let worker: Worker | undefined;
  let last = 0;
  let failure: Error | undefined;
  const fail = (error: Error): void => {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(module, { workerData });
    started.on('message', (message: Answered) => {
      const asked = waiting.get(message.id);
      waiting.delete(message.id);
      if ('error' in message) asked?.reject(new Error(message.error));
      else asked?.resolve(message.answer as Answer);
      if (waiting.size === 0) started.unref();
    });
    started.on('error', fail);
    started.on('exit', () => {
      fail(new Error(`the thread of ${module.pathname} has ended`));
      exited.resolve();
    });
    return started;
  };
  return {
    call: (request) => {
      if (failure !== undefined) return Promise.reject(failure);
      worker ??= start();
      const answered = Promise.withResolvers<Answer>();
      waiting.set(++last, answered);
      // A request keeps the process alive, an idle thread does not.
      worker.ref();
      worker.postMessage({ id: last, request } satisfies Asked);
      return answered.promise;
    },
    close: () => {
      failure ??= new Error(`the thread of ${module.pathname} is closed`);
      if (worker === undefined) return Promise.resolve();
      worker.ref();
      worker.postMessage('close');
      return exited.promise;
    },
  };
};

/** The thread's half: `answer` may throw or reject, which the caller gets as an error. */
export const answerCalls = <Request>(answer: (request: Request) => unknown, close: () => void): void => {
  const port = parentPort;
  const send = (answered: Answered): void => port?.postMessage(answered);
  port?.on('message', (message: Asked | 'close') => {
    if (message === 'close') {
      close();
      port.close();
      return;
    }
    const { id, request } = message;
    const fail = (error: unknown): void => send({ id, error: error instanceof Error ? error.message : String(error) });
    try {
      const result = answer(request as Request);
      if (result instanceof Promise) result.then((answer) => send({ id, answer }), fail);
      else send({ id, answer: result });
    } catch (error) {
      fail(error);
    }
  });
};
