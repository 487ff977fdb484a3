import type { IncomingMessage } from 'node:http';

/** The text of a body; undefined, and nothing more of it is kept, where it is longer than `maxBytes`. Rejects where its sender is gone. */
export const readBody = async (message: IncomingMessage, maxBytes = Infinity): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    message.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    message.on('end', () => resolve(bytes > maxBytes ? undefined : Buffer.concat(chunks).toString()));
    message.on('error', reject);
  });
};
