import type { ConsultationEvent, RecordedEvent, RegistryEvent } from '@cunjian/contracts';

interface Attributes {
  readonly time?: string;
  readonly actor?: string;
  readonly office?: string;
}

/** Events as projections and reactions see them, in one order; by default at noon (UTC) of one day. */
export const recorder = (stream: string, body?: string) => {
  let position = 0n;
  return (
    event: ConsultationEvent | RegistryEvent,
    { time = '2026-04-10T12:00:00.000Z', actor = 'someone', office }: Attributes = {},
  ): RecordedEvent => {
    position += 1n;
    const id = `00000000-0000-5000-8000-${String(position).padStart(12, '0')}`;
    return {
      ...{ specversion: '1.0', id, source: 'consultation', type: event.type, subject: stream, sequence: '0' },
      ...{ time, datacontenttype: 'application/json', partitionkey: '330326101201', audience: 'residents' },
      ...{ actor, office, correlationid: id, causationid: id, body },
      ...{ name: event.type, data: event.data, position, revision: 0 },
    };
  };
};
