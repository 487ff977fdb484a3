import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@cunjian/kernel';
import fc from 'fast-check';
import { encodeEnvelope } from './catalogue.ts';
import { audiences, type Envelope } from './envelope.ts';

const text = fc.string({ unit: 'binary' });
const optional = fc.option(text, { nil: undefined });
const envelopes: fc.Arbitrary<Envelope> = fc.record(
  {
    specversion: fc.constant('1.0' as const),
    id: fc.uuid(),
    source: text,
    type: text,
    subject: text,
    sequence: fc.nat().map(String),
    time: fc.constant('2026-04-03T08:00:00.000Z'),
    datacontenttype: fc.constant('application/json' as const),
    partitionkey: text,
    audience: fc.constantFrom(...audiences),
    actor: text,
    body: optional,
    office: optional,
    onbehalfof: optional,
    correlationid: text,
    causationid: text,
    data: fc.jsonValue({ noUnicodeString: false }).filter((value) => JSON.stringify(value).isWellFormed()),
  },
  { noNullPrototype: true },
);
const decoded = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

describe('encodeEnvelope', () => {
  it('gives the canonical JSON of the envelope', () => {
    fc.assert(
      fc.property(envelopes, (envelope) => {
        expect(decoded(encodeEnvelope(envelope))).toBe(canonicalJson(envelope));
      }),
    );
  });

  const [sample] = fc.sample(envelopes, 1);
  if (sample === undefined) throw new Error('no sample');

  it('takes a text that looks like the escape of a surrogate for what it is', () => {
    const envelope: Envelope = { ...sample, actor: 'p-\\ud800', type: '\\udc00' };
    expect(decoded(encodeEnvelope(envelope))).toBe(canonicalJson(envelope));
  });

  it.each(['actor', 'subject', 'data'])('throws for a lone surrogate in %s', (name) => {
    expect(() => encodeEnvelope({ ...sample, [name]: 'x\ud800' })).toThrow(TypeError);
  });

  it('encodes an envelope larger than the buffer that short ones share', () => {
    const envelope: Envelope = { ...sample, data: '村'.repeat(40_000) };
    expect(decoded(encodeEnvelope(envelope))).toBe(canonicalJson(envelope));
  });
});
