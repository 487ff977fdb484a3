import type { ConsultationEvent } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { isRefused, type Decider } from '@cunjian/kernel';
import type { RunningGateway } from './running-gateway.ts';
import { committee, village } from './world.ts';

const asTheyAre: Decider<readonly ConsultationEvent[], null, ConsultationEvent> = {
  initialState: null,
  decide: (events) => events,
  evolve: () => null,
};

/** Events of a ballot with the short terms of a spec, which no command would take: the rules of the law ask for days. */
export const writeEvents = async (
  { shared }: RunningGateway,
  stream: string,
  ...command: ConsultationEvent[]
): Promise<void> => {
  const { handle } = createCommandHandler(shared);
  const place = { division: village, body: committee, audience: 'residents' as const };
  const meta = { commandId: shared.random.uuid(), actor: 'test', correlationId: 'test', ...place };
  const handled = await handle({ stream, decider: asTheyAre, command, meta });
  if (isRefused(handled)) throw new Error(JSON.stringify(handled));
};

export const personOf = async ({ services }: RunningGateway, account: string): Promise<string> => {
  const { value } = await services.registry.createCaller({ account, correlationId: 'test' }).me.get({});
  return value.person ?? '';
};
