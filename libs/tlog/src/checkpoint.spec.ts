import { describe, expect, it } from '@jest/globals';
import { nodeEd25519 } from '../node/index.ts';
import { expectCode } from '../test/expect-code.ts';
import {
  createCosigner,
  createSigner,
  createVerifier,
  encodeBase64,
  formatCheckpointText,
  openCheckpoint,
  parseCheckpoint,
  parseCheckpointText,
  parseNote,
  parseSecretKey,
  signCheckpoint,
  signNote,
  verifierOf,
} from './index.ts';

const root = new Uint8Array(32).fill(5);
const log = createSigner({ name: 'village.example/division/330302101201', secret: new Uint8Array(32).fill(1) });
const origin = log.name;
const witnessKey = { name: 'witness.example/w1', secret: new Uint8Array(32).fill(2) };
const now = 1_700_000_000;
const witness = createCosigner(witnessKey, () => now);
const trust = { log: [createVerifier(log)], witnesses: [createVerifier(witness)] };
const checkpoint = { origin, size: 7, root, extensions: [] };
const signed = signCheckpoint(checkpoint, log);
const cosigned = signNote(parseNote(signed), [witness]);

describe('published checkpoints', () => {
  // golang.org/x/mod/sumdb and transparency-dev/formats v0.0.0-20251017110053, log/note_test.go: a tree of sum.golang.org.
  it('of sum.golang.org', () => {
    const note =
      'go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n' +
      '— sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n';
    const key = verifierOf('sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8');
    const opened = openCheckpoint(note, { log: [key], origin: 'go.sum database tree' });
    expect(opened).toMatchObject({ origin: 'go.sum database tree', size: 6_476_701, cosignatures: [], note });
    expectCode(() => openCheckpoint(note, { log: [key] }), 'checkpoint.origin', 'checkpoint');
  });

  // The checkpoint is test data of github.com/transparency-dev/tessera v1.0.4 (Apache-2.0); it was cosigned with that
  // data's secret key by github.com/transparency-dev/formats/note, NewSignerForCosignatureV1.
  const tessera =
    'example.com/log/testdata\n15\nrKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n\n' +
    '— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n';
  const cosignature =
    '— example.com/log/testdata XmwyHQAAAABrAnodh/3eW9EPKlDhw6stibyu3KvMgz/49Z1NibqkiXS/imkSMYaxA1Nh+lL9U8ih0SPTOESz/cAuJHrNuiWV98c3AQ==\n';
  const logVkey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
  const witnessVkey = 'example.com/log/testdata+5e6c321d+BOHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';
  const secret = parseSecretKey(
    'PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg',
  );

  it('of tessera, with a cosignature', () => {
    const known = { log: [verifierOf(logVkey)], witnesses: [verifierOf(witnessVkey)] };
    const opened = openCheckpoint(tessera + cosignature, known);
    expect(opened).toMatchObject({ origin: 'example.com/log/testdata', size: 15 });
    expect(opened.cosignatures).toEqual([{ name: 'example.com/log/testdata', timestamp: 1_795_324_445 }]);
  });

  it('of tessera are signed and cosigned alike', () => {
    const { origin: name, size, root: hash } = parseCheckpoint(tessera);
    for (const ed25519 of [undefined, nodeEd25519]) {
      const mine = signCheckpoint({ origin: name, size, root: hash }, createSigner(secret, ed25519));
      expect(mine).toBe(tessera);
      const cosigner = createCosigner(secret, () => 1_795_324_445, ed25519);
      expect(signNote(parseNote(mine), [cosigner])).toBe(tessera + cosignature);
    }
  });

  // C2SP tlog-cosignature, the example.
  it('of C2SP are read', () => {
    const note =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
      '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
      '— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n';
    expect(parseCheckpoint(note)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(
      new DataView(parseNote(note).signatures[1]?.signature.slice().buffer ?? new ArrayBuffer(8)).getBigUint64(0),
    ).toBe(1_679_315_147n);
  });
});

describe('a checkpoint', () => {
  it('is opened by a key of the log', () => {
    expect(openCheckpoint(signed, trust)).toEqual({ ...checkpoint, note: signed, cosignatures: [] });
    expect(openCheckpoint(new TextEncoder().encode(signed), trust).note).toBe(signed);
  });

  it('tells which witnesses cosigned, and when', () => {
    expect(openCheckpoint(cosigned, trust).cosignatures).toEqual([{ name: witness.name, timestamp: now }]);
    expect(openCheckpoint(cosigned, { log: trust.log }).cosignatures).toEqual([]);
  });

  it('is opened by any of a log’s keys while it rotates them', () => {
    const next = createSigner({ name: origin, secret: new Uint8Array(32).fill(3) });
    const both = signNote(parseNote(signed), [next]);
    for (const keys of [[log], [next], [log, next]])
      expect(openCheckpoint(both, { log: keys.map((key) => createVerifier(key)) }).size).toBe(7);
  });

  it('is not trusted for a witness’s word alone', () => {
    const alone = signNote(formatCheckpointText(checkpoint), [witness]);
    expectCode(() => openCheckpoint(alone, trust), 'note.no-known-signature', 'checkpoint');
  });

  it('does not take a plain signature of a witness for a cosignature', () => {
    const plain = signNote(parseNote(signed), [createSigner(witnessKey)]);
    const known = { ...trust, witnesses: [createVerifier(createSigner(witnessKey))] };
    expect(openCheckpoint(plain, known).cosignatures).toEqual([]);
    expect(openCheckpoint(plain, trust).cosignatures).toEqual([]);
  });

  it('is refused where the cosigned time was changed', () => {
    const at = cosigned.lastIndexOf(' ') + 1;
    const bytes = Buffer.from(cosigned.slice(at, -1), 'base64');
    bytes.writeUInt8(bytes.readUInt8(11) ^ 1, 11);
    const forged = `${cosigned.slice(0, at)}${bytes.toString('base64')}\n`;
    expectCode(() => openCheckpoint(forged, trust), 'note.bad-signature');
    bytes.writeUInt8(0xff, 4);
    expectCode(
      () => openCheckpoint(`${cosigned.slice(0, at)}${bytes.toString('base64')}\n`, trust),
      'note.bad-signature',
    );
  });

  it('of another log is refused', () => {
    const other = signNote(formatCheckpointText({ ...checkpoint, origin: 'other.example/log' }), [log]);
    expectCode(() => openCheckpoint(other, trust), 'checkpoint.origin', 'checkpoint');
    expectCode(() => signCheckpoint({ ...checkpoint, origin: 'other.example/log' }, log), 'checkpoint.origin');
  });

  it('keeps extension lines', () => {
    const note = signCheckpoint({ ...checkpoint, extensions: ['one', 'two'] }, log);
    expect(openCheckpoint(note, trust).extensions).toEqual(['one', 'two']);
  });

  it('may have any origin that is a line', () => {
    expect(parseCheckpointText(formatCheckpointText({ ...checkpoint, origin: 'go.sum database + tree' })).origin).toBe(
      'go.sum database + tree',
    );
    for (const bad of ['', 'a\nb', 'a\n1'])
      expectCode(() => formatCheckpointText({ ...checkpoint, origin: bad }), 'checkpoint.malformed');
    expectCode(() => formatCheckpointText({ ...checkpoint, extensions: ['a\nb'] }), 'checkpoint.malformed');
    expectCode(() => formatCheckpointText({ ...checkpoint, extensions: [''] }), 'checkpoint.malformed');
  });
});

describe('what is no checkpoint', () => {
  const hash = encodeBase64(root);

  it.each([
    ['a leading zero', `a\n07\n${hash}\n`],
    ['zero twice', `a\n00\n${hash}\n`],
    ['a sign', `a\n+7\n${hash}\n`],
    ['a negative size', `a\n-7\n${hash}\n`],
    ['hexadecimal', `a\n0x7\n${hash}\n`],
    ['an exponent', `a\n7e1\n${hash}\n`],
    ['a fraction', `a\n7.0\n${hash}\n`],
    ['a space', `a\n 7\n${hash}\n`],
    ['digits of another script', `a\n７\n${hash}\n`],
    ['no size', `a\n\n${hash}\n`],
    ['no origin', `\n7\n${hash}\n`],
    ['no final newline', `a\n7\n${hash}`],
    ['no root', 'a\n7\n'],
    ['a short root', `a\n7\n${hash.slice(4)}\n`],
    ['a long root', `a\n7\n${encodeBase64(new Uint8Array(33))}\n`],
    ['a root that is not Base 64', `a\n7\n${hash.replace('B', '*')}\n`],
    ['a root without padding', `a\n7\n${hash.slice(0, -1)}\n`],
    ['a root with stray bits', `a\n7\n${hash.slice(0, -2)}V=\n`],
    ['an empty extension line', `a\n7\n${hash}\n\nx\n`],
    ['nothing', ''],
  ])('has %s', (_, text) => expectCode(() => parseCheckpointText(text), 'checkpoint.malformed', 'checkpoint'));

  it('has a size that we can’t count to', () => {
    expect(parseCheckpointText(`a\n${Number.MAX_SAFE_INTEGER}\n${hash}\n`).size).toBe(Number.MAX_SAFE_INTEGER);
    for (const size of ['9007199254740992', '18446744073709551615', '99999999999999999999'])
      expectCode(() => parseCheckpointText(`a\n${size}\n${hash}\n`), 'size.out-of-range');
  });

  it('lacks the note’s final newline', () => {
    expectCode(() => openCheckpoint(signed.slice(0, -1), trust), 'note.malformed');
  });
});
