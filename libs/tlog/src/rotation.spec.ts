import { describe, expect, it } from '@jest/globals';
import { formatVkey } from './key.ts';
import { followRotations, openRotation, parseRotation, signRotation, type Rotation } from './rotation.ts';
import { createSigner } from './signing.ts';

const origin = 'example/rotation';
const secret = (n: number) => new Uint8Array(32).fill(n);
const vkey = (n: number, name = 'example/heads') => formatVkey(createSigner({ name, secret: secret(n) }));
const signer = (n: number) => createSigner({ name: origin, secret: secret(n) });
const rotation = (from: number, to: number): Rotation => ({
  origin,
  purpose: 'log',
  oldVkey: vkey(from),
  newVkey: vkey(to),
});
const rotate = (from: number, to: number) => signRotation(rotation(from, to), [signer(from), signer(to)]);

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
  });
});

describe('followed rotations', () => {
  it('lead from a trusted key to those that took over, under the name it was given', () => {
    const given = [vkey(1, 'example/division/330302001200')];
    expect(followRotations(given, [rotate(1, 2), rotate(2, 4)])).toEqual([
      ...given,
      vkey(2, 'example/division/330302001200'),
      vkey(4, 'example/division/330302001200'),
    ]);
  });

  it('do not lead on from keys that nobody trusts', () => {
    expect(followRotations([vkey(1)], [rotate(5, 6)])).toEqual([vkey(1)]);
  });
});
