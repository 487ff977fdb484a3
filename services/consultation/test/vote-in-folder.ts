import type { Audience, ConsultationEvent } from '@cunjian/contracts';
import { isRefused, type Decider } from '@cunjian/kernel';
import { createServiceRuntime, systemRandom } from '@cunjian/service-kit';
import { openSecretRooms } from '../src/secret/secret-rooms.ts';
import { openSecretVote, type Register, type SecretVote } from './secret-vote.ts';

const log: Decider<readonly ConsultationEvent[], null, ConsultationEvent> = {
  initialState: null,
  decide: (events) => events,
  evolve: () => null,
};

/** A secret ballot, opened for these persons in a data folder that a process can then work on. */
export const openVoteInFolder = async (dataDir: string, persons: readonly string[]): Promise<SecretVote> => {
  const runtime = await createServiceRuntime({ dataDir, service: 'consultation' });
  const rooms = await openSecretRooms({ runtime, dataDir, deployment: 'cunjian.test', second: { kind: 'demo' } });
  const audience: Audience = 'residents';
  const register: Register = async (stream, division, body, ...command) => {
    const meta = { commandId: systemRandom.uuid(), actor: 'test', division, body, correlationId: 'test', audience };
    const handled = await runtime.handle({ stream, decider: log, command, meta });
    if (isRefused(handled)) throw new Error(JSON.stringify(handled));
  };
  const vote = await openSecretVote(rooms.issuers, register, persons);
  await rooms.close();
  await runtime.close();
  return vote;
};
