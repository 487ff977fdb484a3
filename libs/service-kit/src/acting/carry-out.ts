import { isRefused, type Decider, type DomainEvent, type Refused } from '@cunjian/kernel';
import type { CommandMeta } from '@cunjian/event-store';
import type { DispatchedCommand } from '@cunjian/processing';
import type { ActingService } from './context.ts';

export interface CarriedOut<Command, State, Event extends DomainEvent> extends Pick<
  CommandMeta<Event>,
  'division' | 'body' | 'audience'
> {
  readonly stream: string;
  readonly decider: Decider<Command, State, Event>;
  readonly command: Command;
}

/** Decides and appends what a reaction asks for, in its name and under its command id: dispatched again it happens once. */
export const carryOut = async <Command, State, Event extends DomainEvent>(
  { runtime }: Pick<ActingService, 'runtime'>,
  { commandId, actor, correlationId }: Pick<DispatchedCommand, 'commandId' | 'actor' | 'correlationId'>,
  { stream, decider, command, ...where }: CarriedOut<Command, State, Event>,
): Promise<'done' | Refused> => {
  const meta = { commandId, actor, correlationId, ...where };
  const handled = await runtime.handle({ stream, decider, command, meta });
  return isRefused(handled) ? handled : 'done';
};
