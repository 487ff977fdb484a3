/** Arithmetic on the integers modulo n, for one blinding on a voter's own device: it takes no care to hide its timing. */

export const bigIntOf = (bytes: Uint8Array): bigint => {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
};

/** Big-endian, as I2OSP of RFC 8017. Throws (a bug) where `value` needs more than `length` bytes. */
export const bytesOf = (value: bigint, length: number): Uint8Array => {
  const hex = value.toString(16).padStart(length * 2, '0');
  if (hex.length > length * 2) throw new RangeError(`an integer does not fit ${length} bytes`);
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
};

export const bitLength = (value: bigint): number => value.toString(2).length;

export const modPow = (base: bigint, exponent: bigint, n: bigint): bigint => {
  let result = 1n;
  let square = base % n;
  for (let bits = exponent; bits > 0n; bits >>= 1n) {
    if (bits & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return result;
};

/** By Euclid; undefined where `value` and `n` have a factor in common. */
export const modInverse = (value: bigint, n: bigint): bigint | undefined => {
  let [rest, divisor] = [n, value % n];
  let [before, now] = [0n, 1n];
  while (divisor !== 0n) {
    const quotient = rest / divisor;
    [rest, divisor] = [divisor, rest - quotient * divisor];
    [before, now] = [now, before - quotient * now];
  }
  return rest === 1n ? (before + n) % n : undefined;
};
