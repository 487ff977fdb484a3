const seed = 0x9747b28c;
const multiplier = 0x5bd1e995;

const mixed = (value: number): number => {
  const k = Math.imul(value, multiplier);
  return Math.imul(k ^ (k >>> 24), multiplier);
};

/** MurmurHash2 (32 bit, signed) as Kafka's own Java client has it, so that its tools find a key's partition. */
export const murmur2 = (bytes: Buffer): number => {
  let h = seed ^ bytes.length;
  const whole = bytes.length - (bytes.length % 4);
  for (let i = 0; i < whole; i += 4) h = Math.imul(h, multiplier) ^ mixed(bytes.readInt32LE(i));
  const rest = bytes.length - whole;
  if (rest > 0) {
    h ^= bytes.readUIntLE(whole, rest);
    h = Math.imul(h, multiplier);
  }
  h = Math.imul(h ^ (h >>> 13), multiplier);
  return h ^ (h >>> 15);
};

/** Where the messages of a key go, by the number of partitions declared: never by what a broker says just then. */
export const partitionOf = (key: string, partitions: number): number =>
  (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
