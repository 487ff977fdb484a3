import type { PublicationEvent, RecordedEvent, RegistryEvent } from '@cunjian/contracts';

/** Events as projections and reactions see them, in one order; `time` is the day at noon in UTC. */
export const recorder = (stream: string, body?: string) => {
  let position = 0n;
  return (event: PublicationEvent | RegistryEvent, day = '2026-04-10'): RecordedEvent => {
    position += 1n;
    const id = `00000000-0000-5000-8000-${String(position).padStart(12, '0')}`;
    return {
      ...{ specversion: '1.0', id, source: 'publication', type: event.type, subject: stream, sequence: '0' },
      ...{ time: `${day}T12:00:00.000Z`, datacontenttype: 'application/json', partitionkey: '330326101201' },
      ...{ audience: 'public', actor: 'someone', correlationid: id, causationid: id, body },
      ...{ name: event.type, data: event.data, position, revision: 0 },
    };
  };
};
