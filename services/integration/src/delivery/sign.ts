import { createHmac } from 'node:crypto';

/** Standard Webhooks, «Signature scheme»: symmetric secrets have 24 to 64 bytes and are shown with this prefix, in Base64. */
export const secretPrefix = 'whsec_';

export const showSecret = (secret: Uint8Array): string => secretPrefix + Buffer.from(secret).toString('base64');

export interface Message {
  /** The same at every attempt: receivers drop repeats by it. */
  readonly id: string;
  /** Of the attempt, in seconds since the epoch. */
  readonly timestamp: number;
  readonly body: string;
}

const signature = (secret: Uint8Array, { id, timestamp, body }: Message): string =>
  'v1,' + createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');

/** The three headers of Standard Webhooks; a signature for each secret, while one overlaps the other. */
export const signedHeaders = (message: Message, secrets: readonly Uint8Array[]): Readonly<Record<string, string>> => ({
  'webhook-id': message.id,
  'webhook-timestamp': String(message.timestamp),
  'webhook-signature': secrets.map((secret) => signature(secret, message)).join(' '),
});
