import { describe, expect, it } from '@jest/globals';
import { formatVkey } from './key.ts';
import { earlierKeys, followRotations, openRotation, parseRotation, signRotation, type Rotation } from './rotation.ts';
import { createSigner } from './signing.ts';

const origin = 'example/rotation';
const secret = (n: number) => new Uint8Array(32).fill(n);
const vkey = (n: number, name = 'example/heads') => formatVkey(createSigner({ name, secret: secret(n) }));
const signer = (n: number) => createSigner({ name: origin, secret: secret(n) });
const noon = Date.parse('2026-04-02T12:00:00Z');
const rotation = (from: number, to: number, at = noon): Rotation => ({
  origin,
  purpose: 'log',
  oldVkey: vkey(from),
  newVkey: vkey(to),
  at,
});
const rotate = (from: number, to: number, at?: number) =>
  signRotation(rotation(from, to, at), [signer(from), signer(to)]);

describe('a rotation', () => {
  it('says which key took over from which', () => {
    expect(openRotation(rotate(1, 2))).toEqual(rotation(1, 2));
  });

  it('needs the signatures of both keys', () => {
    for (const signers of [
      [signer(1), signer(3)],
      [signer(3), signer(2)],
    ] as const)
      expect(() => signRotation(rotation(1, 2), signers)).toThrow(
        expect.objectContaining({ code: 'note.no-known-signature' }),
      );
  });

  it('is refused where a line was changed', () => {
    const note = rotate(1, 2);
    expect(() => openRotation(note.replace('rotation log', 'rotation receipt'))).toThrow();
    expect(() => parseRotation(note.replace('rotation log', 'rotation all'))).toThrow(
      expect.objectContaining({ code: 'rotation.malformed' }),
    );
    expect(() => openRotation(note.replace(vkey(2), vkey(3)))).toThrow();
    expect(() => openRotation(note.replace('2026-04-02', '2026-04-03'))).toThrow();
    for (const time of ['2026-04-02', '2026-04-02T12:00:00+08:00', 'never'])
      expect(() => parseRotation(note.replace('2026-04-02T12:00:00.000Z', time))).toThrow(
        expect.objectContaining({ code: 'rotation.malformed' }),
      );
    expect(() => parseRotation(note.replace(vkey(2), vkey(1)))).toThrow('take over from itself');
  });
});

describe('followed rotations', () => {
  const named = (n: number) => vkey(n, 'example/division/330302001200');
  const refused = expect.objectContaining({ code: 'rotation.replaced' });

  it('lead from a trusted key to the one that signs today, under the name it was given', () => {
    expect(followRotations([named(1)], [rotate(1, 2), rotate(2, 4, noon + 1)])).toEqual({
      current: [named(4)],
      replaced: [
        { vkey: named(1), by: named(2), at: noon },
        { vkey: named(2), by: named(4), at: noon + 1 },
      ],
    });
  });

  it('replace a key also where its heir is trusted by itself', () => {
    expect(followRotations([named(1), named(2), vkey(1)], [rotate(1, 2)])).toEqual({
      current: [named(2), vkey(2)],
      replaced: [
        { vkey: named(1), by: named(2), at: noon },
        { vkey: vkey(1), by: vkey(2), at: noon },
      ],
    });
  });

  it('do not lead on from keys that nobody trusts', () => {
    expect(followRotations([vkey(1)], [rotate(5, 6)])).toEqual({ current: [vkey(1)], replaced: [] });
  });

  it('are refused where a replaced key hands on once more or comes back, and out of their order', () => {
    expect(() => followRotations([vkey(1)], [rotate(1, 2), rotate(1, 3)])).toThrow(refused);
    expect(() => followRotations([vkey(1)], [rotate(1, 2), rotate(2, 1)])).toThrow(refused);
    expect(() => followRotations([vkey(1)], [rotate(1, 2), rotate(2, 3, noon - 1)])).toThrow(refused);
  });

  it('lead back from a key of today to all that signed before it, each until its time', () => {
    expect(earlierKeys([named(4)], [rotate(1, 2), rotate(8, 9), rotate(2, 4, noon + 5)])).toEqual([
      { vkey: named(2), by: named(4), at: noon + 5 },
      { vkey: named(1), by: named(2), at: noon },
    ]);
    expect(earlierKeys([named(1)], [rotate(1, 2)])).toEqual([]);
  });
});
