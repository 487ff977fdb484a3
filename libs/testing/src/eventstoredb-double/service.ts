import type { Clock } from '@cunjian/kernel';
import type { ServerErrorResponse } from '@grpc/grpc-js';
import { faultError, type DoubleFault, type Faults } from './faults.ts';

/** True where the call is over: it gets no answer any more. Throws where a fault answers. */
export type Misbehave = (
  on: DoubleFault['on'],
  stream: string,
  when: 'before' | 'after',
  call: { on(event: 'cancelled', listener: () => void): unknown; readonly cancelled: boolean },
) => Promise<boolean>;

export const createMisbehave =
  (faults: Faults, clock: Clock, disconnectAll: () => void): Misbehave =>
  async (on, stream, when, call) => {
    const fault = faults.take(on, stream, when);
    if (fault === undefined) return false;
    const error: ServerErrorResponse | undefined = faultError(fault);
    if (error !== undefined) throw error;
    if (fault.is === 'delay') {
      await clock.sleep(fault.delayMs);
      return call.cancelled;
    }
    if (fault.is === 'disconnect') disconnectAll();
    return true;
  };
