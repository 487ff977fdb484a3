import { describe, expect, it } from '@jest/globals';
import { formatVkey } from '@cunjian/tlog';
import { cosignedAt, eventAt, fakeDeployment, log, memoryOf, witness } from '../../test/fake-deployment.ts';
import { stepText } from './step-text.ts';
import { overallVerdict, type Step } from './steps.ts';
import { verifyEn } from './texts.en.ts';
import { verifyZh } from './texts.zh.ts';
import { verifyHistory } from './verify-history.ts';

const events = Array.from({ length: 5 }, (_, n) => eventAt(n));
const vkeyOf = (n: number) => formatVkey(witness(n));
/** Witnesses 21, 22, …: town, university, newspaper. */
const names = ['town', 'university', 'newspaper'];
const lines = (count: number) => names.slice(0, count).map((name, i) => `witness ${name} ${vkeyOf(21 + i)}\n`);
const two = `${lines(3).join('')}group two-of-three 2 town university newspaper\nquorum two-of-three\n`;

const verify = async (policy: string | undefined, cosignedBy: readonly number[], memory = memoryOf()) => {
  const options = { events, shown: 5, cosignedBy, ...(policy === undefined ? {} : { policy }) };
  const { fetch } = fakeDeployment(options);
  const steps = await verifyHistory({ log, fetch, memory, now: 0, entries: [{ index: 2 }] });
  return { steps, step: steps.find(({ step }) => step === 'witnesses') };
};

const sentences = { en: verifyEn.step.witnesses, zh: verifyZh.step.witnesses };
/** What people read, in both languages. */
const told = (step: Step | undefined): readonly string[] => {
  if (step === undefined) throw new Error('no step about witnesses');
  return Object.values(sentences).map((texts) => {
    const of = (key: string) =>
      key
        .split('.')
        .slice(3)
        .reduce<unknown>((at, part) => (at as Record<string, unknown>)?.[part], texts);
    return stepText(step, {
      has: (key) => typeof of(key) === 'string',
      t: (key, params) => String(of(key)).replace(/\{(\w+)\}/g, (_, name) => String(params[name])),
      formatTime: (at) => at.slice(0, 10),
    });
  });
};

describe('what is shown of witnesses', () => {
  it('is a sentence in both languages that names who saw the same and who is missing', async () => {
    const memory = memoryOf();
    const steps = [
      (await verify(undefined, [])).step,
      (await verify(two, [])).step,
      (await verify(two, [21, 22, 23], memory)).step,
      (await verify(two, [21, 23])).step,
      (await verify(two, [22])).step,
      (await verify(`${lines(2).join('')}quorum town\n`, [21], memory)).step,
    ];
    const said = steps.map(told);
    for (const text of said.flat()) expect(text).not.toMatch(/undefined|\[object|\{/);
    expect(new Set(said.flat()).size).toBe(2 * steps.length);
    expect(said[3]?.[0]).toContain('2 of 3 outside witnesses');
    expect(said[3]?.[0]).toContain('town, newspaper; 2 are enough. Missing: university.');
    expect(said[0]?.[1]).toContain('只有运营方自己出示');
  });

  it('is that the operator is alone, where nobody watches or nothing is known', async () => {
    for (const policy of [undefined, 'quorum none\n', 'nonsense'])
      expect((await verify(policy, [21])).step).toMatchObject({ verdict: 'open', params: { variant: 'none' } });
    expect((await verify(two, [])).step).toMatchObject({
      verdict: 'open',
      params: { variant: 'absent', of: 3, needed: 2, missing: 'town, university, newspaper' },
    });
  });

  it('is who saw the same, who is missing, and whether that is enough', async () => {
    expect((await verify(two, [21, 22, 23])).step).toMatchObject({
      verdict: 'proved',
      params: { variant: 'all', count: 3, of: 3, missing: '', at: cosignedAt * 1_000 },
    });
    expect((await verify(two, [21, 23])).step).toMatchObject({
      verdict: 'proved',
      params: { variant: 'quorum', count: 2, names: 'town, newspaper', missing: 'university', needed: 2 },
    });
    const partial = await verify(two, [22]);
    expect(partial.step).toMatchObject({
      verdict: 'open',
      params: { variant: 'partial', count: 1, names: 'university', missing: 'town, newspaper' },
    });
    expect(overallVerdict(partial.steps)).toBe('proved');
  });

  it('does not count whoever the policy does not name', async () => {
    expect((await verify(two, [30, 31])).step).toMatchObject({ params: { variant: 'absent', count: 0 } });
  });

  it('turns red for a cosignature that is none', async () => {
    const { fetch, files } = fakeDeployment({ events, shown: 5, policy: two, cosignedBy: [21, 22] });
    const note = new TextDecoder().decode(files.get('heads/checkpoint'));
    const other = fakeDeployment({ events, shown: 4, policy: two, cosignedBy: [22] });
    const [, line] = /(— w22\.example .*\n)/.exec(new TextDecoder().decode(other.files.get('heads/checkpoint'))) ?? [];
    files.set('heads/checkpoint', new TextEncoder().encode(note.replace(/— w22\.example .*\n/, line ?? '')));
    const steps = await verifyHistory({ log, fetch, memory: memoryOf(), now: 0, entries: [{ index: 2 }] });
    expect(overallVerdict(steps)).toBe('failed');
    expect(steps.at(-1)).toMatchObject({ step: 'witnesses', params: { variant: 'forged', names: 'university' } });
  });

  it('misses a witness that was named before, for as long as it is not named', async () => {
    const memory = memoryOf();
    await verify(two, [21, 22, 23], memory);
    const without = `${lines(2).join('')}quorum town\n`;
    for (let visit = 0; visit < 2; visit++)
      expect((await verify(without, [21, 22], memory)).step).toMatchObject({
        verdict: 'open',
        params: { variant: 'dropped', missing: 'newspaper' },
      });
    expect((await verify(two, [21, 22, 23], memory)).step).toMatchObject({ verdict: 'proved' });
  });
});
