import type { Clock } from '@cunjian/kernel';
import type { ServerErrorResponse } from '@grpc/grpc-js';
import { faultError, type DoubleFault, type Faults } from './faults.ts';

/** True where the call is over: it gets no answer any more. Throws where a fault answers. */
export type Misbehave = (on: DoubleFault['on'], stream: string, when: 'before' | 'after') => Promise<boolean>;

export const createMisbehave =
  (faults: Faults, clock: Clock, disconnectAll: () => void): Misbehave =>
  async (on, stream, when) => {
    const fault = faults.take(on, stream, when);
    if (fault === undefined) return false;
    const error: ServerErrorResponse | undefined = faultError(fault);
    if (error !== undefined) throw error;
    if (fault.is === 'delay') {
      // A server that was late goes on with what it was asked, whoever has stopped waiting.
      await clock.sleep(fault.delayMs);
      return false;
    }
    if (fault.is === 'disconnect') disconnectAll();
    return true;
  };
