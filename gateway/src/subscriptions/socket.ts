import type { Clock } from '@cunjian/kernel';
import { elapsed } from '@cunjian/service-kit';
import type { WebSocket as ProtocolSocket } from 'graphql-ws';
import type { WebSocket } from 'ws';

/** Between pings; a client that has not answered the one before is gone. */
export const pingIntervalMs = 20_000;
/** How long a message may wait for a client to read what was sent before. */
export const maxStallMs = 30_000;

/** Codes of closing, of the range for applications, beside those of graphql-ws. */
export const closeCodes = { slowConsumer: 4413, tooMany: 4429, goingAway: 1001 } as const;

/**
 * A socket as graphql-ws wants it. What is sent is awaited until the system has taken it, so that each subscription has
 * at most one message under way: a client that does not read holds up itself, and is closed with a reason.
 */
export const protocolSocket = (
  socket: WebSocket,
  clock: Clock,
  inScope: <T>(run: () => Promise<T>) => Promise<T>,
): ProtocolSocket => ({
  protocol: socket.protocol,
  send: async (text) => {
    if (socket.readyState !== socket.OPEN) return;
    const done = new AbortController();
    const sent = new Promise<void>((resolve) => socket.send(text, () => resolve()));
    const stalled = elapsed(clock, maxStallMs, done.signal).then(() => {
      if (done.signal.aborted) return;
      // The reason comes behind what it has not read; where it goes on not reading, the connection is cut by ws.
      socket.close(closeCodes.slowConsumer, 'slow consumer: read faster, or resume from the last index');
    });
    await Promise.race([sent, stalled]);
    done.abort();
  },
  close: (code, reason) => socket.close(code, reason),
  onMessage: (take) => {
    socket.on('message', (bytes: Buffer) => {
      inScope(() => take(bytes.toString())).catch(() => socket.close(4500, 'Internal server error'));
    });
  },
});

/** Pings until the socket is closed; ends a socket whose other side is gone. */
export const keepAlive = async (socket: WebSocket, clock: Clock, signal: AbortSignal): Promise<void> => {
  let answered = true;
  socket.on('pong', () => (answered = true));
  while (!signal.aborted) {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    await elapsed(clock, pingIntervalMs, signal);
  }
};
