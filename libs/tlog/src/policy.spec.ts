import { describe, expect, it } from '@jest/globals';
import { expectCode } from '../test/expect-code.ts';
import { createCosigner, createSigner, formatVkey, parsePolicy } from './index.ts';

const secret = (n: number) => new Uint8Array(32).fill(n);
const log = formatVkey(createSigner({ name: 'village.example/heads', secret: secret(1) }));
const witness = (n: number) => formatVkey(createCosigner({ name: `witness.example/${n}`, secret: secret(n) }, () => 0));

// C2SP tlog-policy, the example, with keys in the places where it leaves them out.
const example = `
log ${log} https://village.example/log/heads

witness X1 ${witness(11)} https://x1.example
witness X2 ${witness(12)}
witness X3 ${witness(13)}
group X-witnesses 2 X1 X2 X3

witness Y1 ${witness(21)}
witness Y2 ${witness(22)}
witness Y3 ${witness(23)}
group Y-witnesses any Y1 Y2 Y3
  # both
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

describe('a policy', () => {
  it('of C2SP is read: logs, witnesses, and who is enough', () => {
    const { logs, witnesses, quorum } = parsePolicy(example);
    expect(logs).toEqual([log]);
    expect(witnesses.map(({ name }) => name)).toEqual(['X1', 'X2', 'X3', 'Y1', 'Y2', 'Y3']);
    expect(witnesses[0]).toEqual({ name: 'X1', vkey: witness(11), url: 'https://x1.example' });
    expect(quorum).toMatchObject({ name: 'X-and-Y', needed: 3 });
    expect(quorum.isMet(new Set(['X1', 'X3', 'Y2']))).toBe(true);
    expect(quorum.isMet(new Set(['X1', 'X2', 'X3']))).toBe(false);
    expect(quorum.isMet(new Set(['X1', 'Y1', 'Y2', 'Y3']))).toBe(false);
  });

  it('may ask for one witness, or for none', () => {
    const one = parsePolicy(`witness W ${witness(2)}\nquorum W`);
    expect(one.quorum.needed).toBe(1);
    expect([one.quorum.isMet(new Set()), one.quorum.isMet(new Set(['W']))]).toEqual([false, true]);
    expect(parsePolicy('quorum none').quorum).toMatchObject({ name: 'none', needed: 0 });
    expect(parsePolicy('quorum none').quorum.isMet(new Set())).toBe(true);
  });

  it.each([
    ['no quorum', `witness W ${witness(2)}`, 1],
    ['two quorums', 'quorum none\nquorum none', 2],
    ['a name that is not defined above', `quorum W\nwitness W ${witness(2)}`, 1],
    ['a word that is none', 'witnesses W', 1],
    ['a name twice', `witness W ${witness(2)}\nwitness W ${witness(3)}\nquorum W`, 2],
    ['a witness named none', `witness none ${witness(2)}\nquorum none`, 1],
    ['a key twice', `witness V ${witness(2)}\nwitness W ${witness(2)}\nquorum W`, 2],
    ['the key of a log for a witness', `witness W ${log}\nquorum W`, 1],
    ['the key of a witness for a log', `log ${witness(2)}\nquorum none`, 1],
    ['a broken key', 'witness W witness.example+00000000+AAAA\nquorum W', 1],
    ['a group without members', `witness W ${witness(2)}\ngroup g 1\nquorum g`, 2],
    ['a threshold of none', `witness W ${witness(2)}\ngroup g 0 W\nquorum g`, 2],
    ['a threshold above the members', `witness W ${witness(2)}\ngroup g 2 W\nquorum g`, 2],
    ['a member in two groups', `witness W ${witness(2)}\ngroup g 1 W\ngroup h 1 W\nquorum g`, 3],
    ['a control character', 'quorum none\r', 1],
  ])('is refused for %s, with its line', (_, text, line) => {
    expectCode(() => parsePolicy(text), 'policy.malformed', `line ${line}`);
  });
});
