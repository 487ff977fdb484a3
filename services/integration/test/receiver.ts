import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: {
      readonly log: string;
      readonly origin: string;
      readonly index: number;
      readonly id: string;
      readonly commitment: string;
      readonly event?: string;
      readonly salt?: string;
    };
  };
}

/** A receiver on loopback. It answers with `answer`, 204 at first, or leaves who asks waiting where that is undefined. */
export const startReceiver = async () => {
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  let answer: { status: number; headers?: Record<string, string>; body?: string } | undefined = { status: 204 };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, text, body: JSON.parse(text) as Received['body'] });
      for (const wake of [...waiting]) wake();
      if (answer !== undefined) response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/cunjian`,
    received,
    answer: (next: typeof answer) => void (answer = next),
    /** Resolves when so many have come since the start. */
    count: async (wanted: number): Promise<readonly Received[]> => {
      while (received.length < wanted)
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      return received;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
