import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Delivered {
  readonly id: string;
  readonly index: number;
  readonly commitment: string;
  readonly event?: string;
  readonly salt?: string;
}

/** A receiver as an integrator writes it: it checks the signature (Standard Webhooks), and drops what it has already. */
export const startWebhookReceiver = async () => {
  const taken = new Map<string, Delivered>();
  let secret: string | undefined;
  let refusing = false;
  const forged: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) =>
        String(request.headers[`webhook-${name}`]),
      );
      const key = Buffer.from((secret ?? '').replace('whsec_', ''), 'base64');
      const expected = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')}`;
      if (refusing) return void response.writeHead(503).end('busy');
      if (signatures?.split(' ').includes(expected) !== true) forged.push(text);
      else {
        const { data } = JSON.parse(text) as { readonly data: Delivered };
        taken.set(data.id, data);
      }
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cunjian`,
    /** By the event's id, in the order of their first arrival. */
    taken,
    /** What was not signed with the secret. */
    forged,
    trust: (shown: string) => void (secret = shown),
    refuse: (now: boolean) => void (refusing = now),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
