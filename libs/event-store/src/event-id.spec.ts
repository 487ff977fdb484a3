import { describe, expect, it } from '@jest/globals';
import { eventId } from './event-id.ts';

describe('eventId', () => {
  // Expected values: Python 3, uuid.uuid5(namespace, '["330302001201","p-1","0190…01",0]').
  it('is the UUIDv5 of division, actor, command and index', () => {
    const command = '0190a5a0-0000-7000-8000-000000000001';
    expect(eventId('330302001201', 'p-1', command, 0)).toBe('eddb5480-6dc1-5ffb-8dc0-384ab5e6847a');
    expect(eventId('330302001201', '村民', command, 12)).toBe('c8d08df3-d9e6-5d8f-9690-ec8d588888a3');
  });
});
