import { describe, expect, it } from '@jest/globals';
import { encodeEnvelope } from './catalogue.ts';
import { correlationIdOf, isForEverybody, sealedFields } from './envelope-fields.ts';
import type { Audience, Envelope } from './envelope.ts';
import { createLogPlaces } from './log-places.ts';

const division = '330302001201';

const stored = (type: string, stream: string, data: unknown = {}, audience: Audience = 'public') => {
  const envelope: Envelope = {
    specversion: '1.0',
    id: '00000000-0000-4000-8000-000000000001',
    source: 'audit',
    type,
    subject: stream,
    sequence: '0',
    time: '2026-11-22T08:00:00.123Z',
    datacontenttype: 'application/json',
    partitionkey: division,
    audience,
    actor: 'ying,"audience":"public","time":"1999',
    correlationid: 'c',
    causationid: 'c',
    data,
  };
  return { type, stream, bytes: encodeEnvelope(envelope), position: 1n, revision: 0 };
};
const epoch = (log: string, n: number, stream: string) =>
  stored('cunjian.audit.log-epoch-started.v1', stream, {
    ...{ log, epoch: n, oldSize: 3, oldRoot: 'A'.repeat(44), reason: 'restored' },
  });

describe('places of events in logs', () => {
  it('puts an event into the log of its division, in the epoch that it was in before', () => {
    const { place } = createLogPlaces((log) => (log === division ? 3 : 1));
    expect(place(stored('x', 'notice-1'))).toEqual({
      started: undefined,
      entry: { log: `${division}/epoch-3`, division, time: Date.parse('2026-11-22T08:00:00.123Z') },
    });
  });

  it('makes what starts an epoch its first entry', () => {
    const { place, nameOf } = createLogPlaces(() => 1);
    expect(nameOf(division)).toBe(division);
    const { started, entry } = place(epoch(division, 2, `epoch-${division}-2`));
    expect(started).toEqual({ log: division, epoch: 2 });
    expect(entry?.log).toBe(`${division}/epoch-2`);
    expect(place(stored('x', 'notice-1')).entry?.log).toBe(`${division}/epoch-2`);
  });

  it('seals nothing that is said of the heads', () => {
    const { place, nameOf } = createLogPlaces(() => 1);
    expect(place(epoch('heads', 2, 'heads-epoch-2'))).toEqual({
      started: { log: 'heads', epoch: 2 },
      entry: undefined,
    });
    expect(nameOf('heads')).toBe('heads/epoch-2');
  });
});

describe('attributes of stored bytes', () => {
  const within = { time: '2001', partitionkey: '000000000000', audience: 'public', text: '"audience":"public"' };
  it('are those of the envelope, whatever the data or the actor say', () => {
    expect(sealedFields(stored('x', 's', within).bytes)).toEqual({
      division,
      time: Date.parse('2026-11-22T08:00:00.123Z'),
    });
    expect(isForEverybody(stored('x', 's', within, 'parties').bytes)).toBe(false);
    expect(isForEverybody(stored('x', 's', { audience: 'parties' }, 'public').bytes)).toBe(true);
  });

  it('tell the request that led to the event', () => {
    const bytes = Buffer.from(
      '{"actor":"\\"correlationid\\":\\"no","correlationid":"r-1","data":{"correlationid":"r-2"}}',
    );
    expect(correlationIdOf(bytes)).toBe('r-1');
    expect(() => correlationIdOf(Buffer.from('{"actor":"a"}'))).toThrow('without a correlation id');
  });
});
