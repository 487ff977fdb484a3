import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { expectCode } from '../test/expect-code.ts';
import { logOf } from '../test/log-of.ts';
import {
  algorithms,
  cosignatureLines,
  createCosigner,
  createSigner,
  createVerifier,
  encodeBase64,
  formatAddCheckpoint,
  formatCheckpointText,
  judgeCheckpoint,
  openCheckpoint,
  parseAddCheckpoint,
  portableHasher,
  readTree,
  signCheckpoint,
  takeCosignature,
  type TreeHead,
  type WitnessVerdict,
} from './index.ts';

// C2SP tlog-witness, the example of a request.
const example =
  'old 20852014\n' +
  'PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n' +
  'jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n' +
  '5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n' +
  '/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n\n' +
  'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n' +
  '— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n' +
  '— example.com/behind-the-sofa opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n';

// Test data of github.com/FiloSottile/torchwood, internal/witness/witness_test.go (TestRace, TestTooManyProofs): a
// Sigsum log of 1, 3 and 5 leaves.
const sigsum = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
const sigsumKey = createVerifier({
  name: sigsum,
  algorithm: algorithms.ed25519,
  publicKey: new Uint8Array(Buffer.from('ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f', 'hex')),
});
const firstNote =
  `${sigsum}\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n` +
  `— ${sigsum} UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=\n`;
const first = `old 0\n\n${firstNote}`;
const third =
  'old 1\nKgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nKgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n' +
  `${sigsum}\n3\nRcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=\n\n` +
  `— ${sigsum} UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=\n`;
const fifth =
  'old 1\nKgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n+fUDV+k970B4I3uKrqJM4aP1lloPZP8mvr2Z4wRw2LI=\n' +
  'KgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n' +
  `${sigsum}\n5\nQrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=\n\n` +
  `— ${sigsum} UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=\n`;

/** The witness's answer where it cosigned `latest` last. */
const answer = (body: string, latest?: TreeHead): WitnessVerdict =>
  judgeCheckpoint(body, (origin) => (origin === sigsum ? { verifiers: [sigsumKey], latest } : undefined));
const headOf = (verdict: WitnessVerdict): TreeHead => {
  if (verdict.status !== 200) throw new Error(verdict.reason);
  return verdict.checkpoint;
};

describe('published requests', () => {
  it('of C2SP are read, and written as they were', () => {
    const request = parseAddCheckpoint(example);
    expect(request).toMatchObject({ oldSize: 20_852_014, checkpoint: example.slice(example.indexOf('\n\n') + 2) });
    expect(request.proof.map(encodeBase64)).toEqual(example.split('\n').slice(1, 5));
    expect(formatAddCheckpoint(request)).toBe(example);
  });

  it('of torchwood are answered as it does: growth, a race, too many proof lines', () => {
    const one = headOf(answer(first));
    expect(one.size).toBe(1);
    expect(headOf(answer(third, one)).size).toBe(3);
    const five = headOf(answer(fifth, one));
    expect(encodeBase64(five.root)).toBe(
      Buffer.from('42bb57ad06420afa4882c4a63ac6a1ec77480b330b2f20dfc53a0caa5f564e36', 'hex').toString('base64'),
    );
    expect(answer(third, five)).toMatchObject({ status: 409, size: 5 });
    const lines = 'KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'.repeat(64);
    expect(answer(`old 0\n${lines}\n${firstNote}`)).toMatchObject({ status: 400 });
  });

  // The cases of the same file's TestZeroSize, with a log of our own.
  const log = createSigner({ name: 'example.com/log', secret: new Uint8Array(32).fill(1) });
  const [empty, leaf] = [portableHasher.emptyRoot, portableHasher.leaf(Buffer.from('leaf'))];
  it.each([
    ['empty tree', 0, 0, 0, empty, [], 200],
    ['invalid empty root', 0, 0, 0, leaf, [], 422],
    ['zero empty root', 0, 0, 0, new Uint8Array(32), [], 422],
    ['empty tree with proof', 0, 0, 0, empty, [leaf], 422],
    ['first nonempty tree', 0, 0, 1, leaf, [], 200],
    ['first nonempty tree with proof', 0, 0, 1, leaf, [leaf], 422],
    ['old size mismatch', 1, 0, 1, leaf, [leaf], 409],
    ['old size greater than new', 1, 1, 0, empty, [], 400],
  ])('of torchwood about empty trees: %s', (_, known, oldSize, size, root, proof, status) => {
    const checkpoint = signCheckpoint({ origin: log.name, size, root }, log);
    const latest = known === 0 ? undefined : { size: known, root: leaf };
    const verdict = judgeCheckpoint(formatAddCheckpoint({ oldSize, proof, checkpoint }), () => ({
      verifiers: [createVerifier(log)],
      latest,
    }));
    expect(verdict.status).toBe(status);
  });
});

describe('a witness', () => {
  const log = createSigner({ name: 'village.example/heads', secret: new Uint8Array(32).fill(1) });
  const other = createSigner({ name: log.name, secret: new Uint8Array(32).fill(2) });
  const verifiers = [createVerifier(log)];
  const request = async (from: number, to: number, change: Partial<{ root: Uint8Array; signer: typeof log }> = {}) => {
    const { read, head } = logOf(to);
    const proof = await (await readTree(read, head)).consistencyProof(from);
    const { root = head.root, signer = log } = change;
    const checkpoint = signCheckpoint({ origin: log.name, size: to, root }, signer);
    return formatAddCheckpoint({ oldSize: from, proof, checkpoint });
  };
  const judge = (body: string, size: number) =>
    judgeCheckpoint(body, (origin) =>
      origin === log.name ? { verifiers, latest: size === 0 ? undefined : logOf(size).head } : undefined,
    );

  it('cosigns every tree that extends the one before, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(70), fc.nat(70), async (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(judge(await request(from, to), from).status).toBe(200);
        const forged = await request(from, to, { root: new Uint8Array(32).fill(9) });
        // From the empty tree any is an extension; there is nothing to compare with.
        if (to > 0 && from > 0) expect(judge(forged, from).status).toBe(from === to ? 409 : 422);
      }),
      { numRuns: 30 },
    );
  });

  it('answers 404 to a log that it does not look after, 403 where no key that it knows signed', async () => {
    const body = await request(0, 3);
    expect(judge(body.replaceAll(log.name, 'other.example/heads'), 0).status).toBe(404);
    expect(judge(await request(0, 3, { signer: other }), 0).status).toBe(403);
    const changed = body.replace('\n3\n', '\n4\n');
    expect(judge(changed, 0).status).toBe(403);
  });

  it('answers 400 to what is no request', async () => {
    const body = await request(2, 5);
    for (const broken of [
      '',
      'old 2\n',
      body.replace('old 2', 'old 02'),
      body.replace('old 2', 'old -2'),
      body.replace('old 2', 'old 99999999999999999999'),
      body.replace('old 2', 'old 6'),
      body.replace('\n\n', '\nnot a hash\n\n'),
      body.replace('\n\n', '\nAAAA\n\n'),
      body.slice(0, -1),
    ])
      expect(judge(broken, 2).status).toBe(400);
    expect(judgeCheckpoint(Buffer.from([0xff, 0x0a, 0x0a]), () => undefined).status).toBe(400);
  });

  it('answers 409 with the size that it has, and names a fork where a signed tree of that size is another', async () => {
    expect(judge(await request(2, 5), 3)).toMatchObject({ status: 409, size: 3 });
    const fork = judge(await request(5, 5, { root: new Uint8Array(32).fill(9) }), 5);
    expect(fork).toMatchObject({ status: 409, size: 5, fork: { size: 5, root: new Uint8Array(32).fill(9) } });
  });
});

describe('a cosignature in an answer', () => {
  const log = createSigner({ name: 'village.example/heads', secret: new Uint8Array(32).fill(1) });
  const cosigner = (n: number) =>
    createCosigner({ name: `witness.example/w${n}`, secret: new Uint8Array(32).fill(n) }, () => 1_700_000_000 + n);
  const [one, two] = [cosigner(3), cosigner(4)];
  const text = formatCheckpointText({ origin: log.name, size: 7, root: new Uint8Array(32).fill(5) });
  const note = signCheckpoint({ origin: log.name, size: 7, root: new Uint8Array(32).fill(5) }, log);

  it('is taken, and stands in the checkpoint as it came', () => {
    const taken = takeCosignature(note, cosignatureLines(text, [two, one]), createVerifier(one));
    expect(taken.timestamp).toBe(1_700_000_003);
    expect(taken.line).toBe(cosignatureLines(text, [one]));
    const opened = openCheckpoint(note + taken.line, { log: [createVerifier(log)], witnesses: [createVerifier(one)] });
    expect(opened.cosignatures).toEqual([{ name: one.name, timestamp: 1_700_000_003 }]);
  });

  it('is not taken where another witness answered, where it is of another tree, or where the answer is none', () => {
    const verifier = createVerifier(one);
    const take = (answered: string) => () => takeCosignature(note, answered, verifier);
    expectCode(take(cosignatureLines(text, [two])), 'note.no-known-signature');
    expectCode(take(cosignatureLines(text.replace('\n7\n', '\n8\n'), [one])), 'note.bad-signature');
    const plain = createSigner({ name: one.name, secret: new Uint8Array(32).fill(3) });
    expectCode(
      () => takeCosignature(note, cosignatureLines(text, [plain]), createVerifier(plain)),
      'note.no-known-signature',
    );
    for (const nonsense of ['', 'hello\n', '<html></html>']) expectCode(take(nonsense), 'note.malformed');
  });
});
