/**
 * Attributes of a stored event, without parsing it. The bytes are canonical JSON, so members are sorted: `audience`
 * comes before `data` and the first occurrence of it as a raw key is the envelope's own, `partitionkey` and `time` come
 * after it and the last is (inside a string a quote is always escaped).
 */
const after = (bytes: Buffer, key: Buffer, length: number): string => {
  const at = bytes.lastIndexOf(key);
  if (at < 0) throw new Error(`an event without ${key.toString()}`);
  return bytes.toString('latin1', at + key.length, at + key.length + length);
};

const partitionKey = Buffer.from('"partitionkey":"');
const timeKey = Buffer.from('"time":"');
const divisionDigits = 12;
const timeLength = '2026-01-01T00:00:00.000Z'.length;

/** Times repeat: a command's events, and those of the same millisecond. */
let parsed = { text: '', ms: 0 };
const millisecondsOf = (text: string): number => {
  if (text !== parsed.text) parsed = { text, ms: Date.parse(text) };
  return parsed.ms;
};

export const sealedFields = (event: Uint8Array): { readonly division: string; readonly time: number } => {
  const bytes = Buffer.from(event.buffer, event.byteOffset, event.byteLength);
  return {
    division: after(bytes, partitionKey, divisionDigits),
    time: millisecondsOf(after(bytes, timeKey, timeLength)),
  };
};

const correlationKey = Buffer.from('"correlationid":"');

/** The request that led to the event, as it was written: no escape is undone. Stands before `data`, so the first is it. */
export const correlationIdOf = (event: Uint8Array): string => {
  const bytes = Buffer.from(event.buffer, event.byteOffset, event.byteLength);
  const start = bytes.indexOf(correlationKey) + correlationKey.length;
  if (start < correlationKey.length) throw new Error('an event without a correlation id');
  return bytes.toString('utf8', start, bytes.indexOf('"', start));
};

const audienceKey = Buffer.from('"audience":"');
const isPublic = Buffer.from('public"');

const audienceStart = (bytes: Buffer): number => {
  const at = bytes.indexOf(audienceKey);
  if (at < 0) throw new Error('an event without an audience');
  return at + audienceKey.length;
};

/** Whether anybody may read the event. */
export const isForEverybody = (event: Uint8Array): boolean => {
  const bytes = Buffer.from(event.buffer, event.byteOffset, event.byteLength);
  const start = audienceStart(bytes);
  return bytes.compare(isPublic, 0, isPublic.length, start, start + isPublic.length) === 0;
};
