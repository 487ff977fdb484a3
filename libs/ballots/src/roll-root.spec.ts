import type { RollEntry } from '@cunjian/contracts';
import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { rollRoot } from './roll-root.ts';

const entry = (person: string, over: Partial<RollEntry> = {}): RollEntry => ({
  person,
  household: `h-${person}`,
  salt: 'A'.repeat(43),
  ...over,
});
const sha256 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

describe('the root of a roll', () => {
  it('is that of RFC 6962 over canonical JSON, sorted by person', () => {
    const leaf = (person: string) =>
      sha256('\0', `{"household":"h-${person}","person":"${person}","salt":"${'A'.repeat(43)}"}`);
    const expected = sha256('\x01', leaf('a'), leaf('b')).toString('hex');
    expect(rollRoot([entry('b'), entry('a')])).toBe(expected);
  });
  it('of nobody is that of the empty tree', () => {
    expect(rollRoot([])).toBe(sha256().toString('hex'));
  });
  it('changes with each entry, and with anything in it', () => {
    const roll = [entry('a'), entry('b')];
    const others = [
      [entry('a')],
      [...roll, entry('c')],
      [entry('a'), entry('b', { household: 'h' })],
      [entry('a'), entry('b', { salt: `${'A'.repeat(42)}E` })],
    ];
    expect(new Set([roll, ...others].map((one) => rollRoot(one))).size).toBe(5);
  });
});
