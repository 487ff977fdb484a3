import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectCode } from '../test/expect-code.ts';
import { flip, leavesOf } from '../test/log-of.ts';
import { naiveInclusion, naiveRoot } from '../test/naive-tree.ts';
import {
  createSigner,
  createVerifier,
  encodeBase64,
  formatTlogProof,
  parseTlogProof,
  signCheckpoint,
  verifyTlogProof,
} from './index.ts';

const leaves = leavesOf(20);
const log = createSigner({ name: 'village.example/division/330302101201', secret: new Uint8Array(32).fill(1) });
const trust = { log: [createVerifier(log)] };
const proofOf = (index: number, size: number) => ({
  index,
  hashes: naiveInclusion(index, leaves.slice(0, size)),
  checkpoint: signCheckpoint({ origin: log.name, size, root: naiveRoot(leaves.slice(0, size)) }, log),
});
const leafOf = (index: number) => leaves[index] ?? new Uint8Array(0);

describe('a tlog-proof', () => {
  it('has the lines that C2SP tlog-proof asks for', () => {
    const proof = proofOf(2, 3);
    const [hash = new Uint8Array(0)] = proof.hashes;
    expect(formatTlogProof({ ...proof, extra: Uint8Array.of(1, 2, 3) })).toBe(
      `c2sp.org/tlog-proof@v1\nextra AQID\nindex 2\n${encodeBase64(hash)}\n\n${proof.checkpoint}`,
    );
    expect(formatTlogProof(proofOf(0, 1))).toBe(`c2sp.org/tlog-proof@v1\nindex 0\n\n${proofOf(0, 1).checkpoint}`);
  });

  it('is read, and proves its leaf and no other', () => {
    const place = fc
      .integer({ min: 1, max: 20 })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1) }));
    fc.assert(
      fc.property(place, fc.option(fc.uint8Array(), { nil: undefined }), ({ size, index }, extra) => {
        const proof = { ...proofOf(index, size), ...(extra === undefined ? {} : { extra }) };
        const parsed = parseTlogProof(formatTlogProof(proof));
        expect(parsed).toEqual(proof);
        expect(verifyTlogProof(parsed, leafOf(index), trust).size).toBe(size);
        expectCode(() => verifyTlogProof(parsed, flip(leafOf(index), 3), trust), 'proof.mismatch', `entry ${index}`);
      }),
      { numRuns: 15 },
    );
  });

  it('is refused where its checkpoint was not signed by the log', () => {
    const other = createSigner({ name: log.name, secret: new Uint8Array(32).fill(2) });
    const proof = {
      ...proofOf(2, 3),
      checkpoint: signCheckpoint({ origin: log.name, size: 3, root: naiveRoot(leaves.slice(0, 3)) }, other),
    };
    expectCode(() => verifyTlogProof(proof, leafOf(2), trust), 'note.no-known-signature');
  });
});

describe('what is no tlog-proof', () => {
  const text = formatTlogProof({ ...proofOf(4, 7), extra: Uint8Array.of(1) });

  it.each([
    ['another first line', text.replace('@v1', '@v2')],
    ['text before it', `\n${text}`],
    ['a leading zero in the index', text.replace('index 4', 'index 04')],
    ['a negative index', text.replace('index 4', 'index -4')],
    ['no index', text.replace('index 4\n', '')],
    ['index before extra', text.replace('extra AQ==\nindex 4', 'index 4\nextra AQ==')],
    ['extra twice', text.replace('extra AQ==', 'extra AQ==\nextra AQ==')],
    ['extra that is not Base 64', text.replace('extra AQ==', 'extra AQ=')],
    ['a hash that is not Base 64', text.replace('index 4\n', 'index 4\n*')],
    ['CRLF', text.replaceAll('\n', '\r\n')],
    ['no blank line', text.replace('\n\n', '\n').split('\n\n')[0] ?? ''],
    ['too many bytes', text + ' '.repeat(4_000_000)],
    ['nothing', ''],
  ])('has %s', (_, bad) => expectCode(() => parseTlogProof(bad), 'proof.malformed'));

  it('has too few hashes, too many, or short ones', () => {
    const lines = text.split('\n');
    expectCode(() => parseTlogProof(lines.toSpliced(3, 1).join('\n')), 'proof.length');
    expectCode(() => parseTlogProof(lines.toSpliced(3, 0, lines[3] ?? '').join('\n')), 'proof.length');
    expectCode(() => parseTlogProof(lines.with(3, 'AAAA').join('\n')), 'proof.length');
    expectCode(() => formatTlogProof({ ...proofOf(4, 7), hashes: [] }), 'proof.length');
  });

  it('has an index past the size', () => {
    expectCode(() => parseTlogProof(text.replace('index 4', 'index 7')), 'index.out-of-range');
    expectCode(() => parseTlogProof(text.replace('index 4', 'index 99999999999999999999')), 'index.out-of-range');
  });

  it('has no checkpoint', () => {
    expectCode(() => parseTlogProof(text.slice(0, text.indexOf('\n\n') + 2)), 'note.malformed');
    expectCode(() => parseTlogProof(text.slice(0, -1)), 'note.malformed');
  });
});
