import { Metadata, status, type ServerErrorResponse } from '@grpc/grpc-js';

export type FaultKind =
  /** The server is starting, or stopping. */
  | { readonly is: 'unavailable' }
  /** It turns requests away. */
  | { readonly is: 'busy' }
  /** It is a follower; its answer names the leader. */
  | { readonly is: 'not-leader'; readonly host: string; readonly port: number }
  /** The nodes could not agree in time. */
  | { readonly is: 'timeout' }
  /** It never answers: the client's deadline ends the call. */
  | { readonly is: 'silence' }
  /** All connections break. */
  | { readonly is: 'disconnect' }
  /** It answers later. */
  | { readonly is: 'delay'; readonly delayMs: number };

export interface DoubleFault {
  readonly on: 'append' | 'read' | 'subscribe';
  /** Only where the stream's name begins so (`$all` for reads of it). */
  readonly stream?: string;
  /** `after`: what was asked for has happened (an append is on disk), and the answer goes wrong. */
  readonly when?: 'before' | 'after';
  /** How many calls go wrong; one where it is left out. */
  readonly times?: number;
  readonly fault: FaultKind;
}

export interface Faults {
  inject(fault: DoubleFault): void;
  /** The next fault for such a call, which is used up by it. */
  take(on: DoubleFault['on'], stream: string, when: 'before' | 'after'): FaultKind | undefined;
}

export const createFaults = (): Faults => {
  const planned: { readonly fault: DoubleFault; left: number }[] = [];
  return {
    inject: (fault) => void planned.push({ fault, left: fault.times ?? 1 }),
    take: (on, stream, when) => {
      const found = planned.find(
        ({ fault, left }) =>
          left > 0 && fault.on === on && (fault.when ?? 'before') === when && stream.startsWith(fault.stream ?? ''),
      );
      if (found === undefined) return undefined;
      found.left--;
      return found.fault.fault;
    },
  };
};

/** An error with the header by which the client tells one from another. */
export const protocolError = (
  code: status,
  details: string,
  exception?: string,
  more: Readonly<Record<string, string>> = {},
): ServerErrorResponse => {
  const metadata = new Metadata();
  if (exception !== undefined) metadata.set('exception', exception);
  for (const [name, value] of Object.entries(more)) metadata.set(name, value);
  return Object.assign(new Error(details), { code, details, metadata });
};

/** What the client is told for a fault; nothing for those that are no answer. */
export const faultError = (fault: FaultKind): ServerErrorResponse | undefined => {
  switch (fault.is) {
    case 'unavailable':
      return protocolError(status.UNAVAILABLE, 'Server Is Not Ready');
    case 'busy':
      return protocolError(status.UNAVAILABLE, 'Server Is Too Busy');
    case 'timeout':
      return protocolError(status.ABORTED, 'Operation timed out: Commit phase timeout.');
    case 'not-leader':
      return protocolError(status.NOT_FOUND, 'Leader info available', 'not-leader', {
        'leader-endpoint-host': fault.host,
        'leader-endpoint-port': String(fault.port),
      });
    case 'silence':
    case 'disconnect':
    case 'delay':
      return undefined;
  }
};
