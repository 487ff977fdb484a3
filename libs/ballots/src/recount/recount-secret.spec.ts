import { beforeAll, describe, expect, it } from '@jest/globals';
import { nodeEd25519 } from '@cunjian/tlog/node';
import {
  ballot,
  entitlementStream,
  inBoxOrder,
  loggedAs,
  personOf,
  sealed,
  secretHistory,
  stated,
  takeToken,
  type Draft,
  type SecretHistory,
} from '../../test/village-history.ts';
import { before, issuedBy, named } from '../../test/tampered.ts';
import { findingText } from './finding.ts';
import { recount } from './recount.ts';

type Tamper = (drafts: Draft[], history: SecretHistory) => void | Promise<void>;

let history: SecretHistory;
beforeAll(async () => {
  history = await secretHistory({
    ...{ members: 18, papers: 5, silent: 1 },
    online: ['for', 'for', 'against', 'abstain', 'for', 'against', 'for'],
  });
});

const recounted = async (tamper: Tamper) => {
  const drafts = structuredClone(history.drafts);
  await tamper(drafts, history);
  return recount(loggedAs(drafts), { ballot, ed25519: nodeEd25519 });
};
/** Codes of what is wrong, each once; and each can be told, with all that it says. */
const wrong = async (tamper: Tamper): Promise<readonly string[]> => {
  const findings = (await recounted(tamper)).findings.filter(({ level }) => level === 'wrong');
  const texts = findings.flatMap((one) => [findingText(one, 'zh'), findingText(one, 'en')]);
  expect(texts.filter((text) => /\{\w+\}/.test(text))).toEqual([]);
  return [...new Set(findings.map(({ code }) => code))];
};

const textsOf = (drafts: readonly Draft[]): string[] =>
  drafts.filter(({ name }) => name === 'box-appended').flatMap(({ data }) => data['ballots'] as string[]);

/** All of the box in one part, with `count` as it is then. */
const boxWith = (drafts: Draft[], texts: readonly string[]): void => {
  const first = named(drafts, 'box-appended');
  first.data = { ...first.data, ballots: [...texts] };
  for (const draft of drafts.filter((one) => one.name === 'box-appended' && one !== first))
    drafts.splice(drafts.indexOf(draft), 1);
  Object.assign(named(drafts, 'box-emptied').data, { count: texts.length, parts: 1 });
};

/** One more ballot, in its place. */
const stuffed = async (drafts: Draft[], { vote, tokens }: SecretHistory, token: { text: string; key: string }) => {
  const own = new Map([...tokens.values()].map((one) => [one.token.key, one]));
  const cast = textsOf(drafts).map((text) => {
    const { key } = (JSON.parse(text) as { token: { key: string } }).token;
    const found = own.get(key);
    if (found === undefined) throw new Error('whose token is that?');
    return { own: found, text };
  });
  const forged = { own: { token: { key: token.key }, secret: new Uint8Array(0) }, text: token.text };
  boxWith(drafts, await inBoxOrder([...cast, forged as (typeof cast)[number]]));
  expect(vote.setting.ballot).toBe(ballot);
};

describe('a secret ballot as it should be', () => {
  it('recounts to what was stored, and nothing is found', async () => {
    const done: number[] = [];
    const drafts = structuredClone(history.drafts);
    const result = await recount(loggedAs(drafts), {
      ...{ ballot, ed25519: nodeEd25519, progress: (so: number) => done.push(so) },
    });
    expect(result.findings).toEqual([]);
    expect(result.recounted).toEqual(result.stored);
    expect(result).toMatchObject({
      ...{ members: 18, tokens: 8, sealed: 7, papers: 5 },
      recounted: {
        channels: [
          { channels: ['online'], present: 7 },
          { channels: ['paper'], present: 5 },
        ],
        arithmetic: { votes: [{ votes: 9 }, { votes: 2 }], abstained: 1, outcome: 'adopted' },
      },
    });
    expect(done).toEqual([3, 6, 7]);
  });
});

describe('an operator who cheats in a secret ballot', () => {
  const firstText = (drafts: readonly Draft[]): string => textsOf(drafts)[0] ?? '';
  const cheats: readonly (readonly [string, readonly string[], Tamper])[] = [
    [
      'stuffs the box by one issuer’s key alone',
      ['box.half-signed'],
      async (drafts, all) => {
        const { vote } = all;
        const { own } = await takeToken(vote, 100);
        const [, second] = own.token.signatures;
        const wrongly = { ...second, signature: own.token.signatures[0].signature };
        const token = { ...own.token, signatures: [own.token.signatures[0], wrongly] as const };
        await stuffed(drafts, all, { key: token.key, text: await sealed(vote, { ...own, token }, 'for') });
      },
    ],
    [
      'stuffs it by a token that nobody signed',
      ['box.unsigned'],
      async (drafts, all) => {
        const { own } = await takeToken(all.vote, 101);
        const signature = { prefix: 'A'.repeat(43), signature: `${'A'.repeat(341)}A` };
        const token = { ...own.token, signatures: [signature, signature] as const };
        await stuffed(drafts, all, { key: token.key, text: await sealed(all.vote, { ...own, token }, 'for') });
      },
    ],
    [
      'has both issuers sign tokens that no list names',
      ['box.more-than-tokens', 'tally.differs'],
      async (drafts, all) => {
        for (const seed of [102, 103]) {
          const { own } = await takeToken(all.vote, seed);
          const known = new Map(all.tokens).set(seed, own);
          await stuffed(
            drafts,
            { ...all, tokens: known },
            {
              key: own.token.key,
              text: await sealed(all.vote, own, 'for'),
            },
          );
          all = { ...all, tokens: known };
        }
      },
    ],
    [
      'enters a token for an abstainer that the other issuer never signed',
      ['issuer.statement-differs', 'token.forged'],
      async (drafts, { vote }) => {
        const person = personOf(9);
        const { requests, answers } = await takeToken(vote, 104);
        const at = { stream: entitlementStream(person), time: '2026-03-21T00:00:01.000Z' };
        const granted = (issuer: string, request: string, signature: string): Draft => ({
          ...{ ...at, name: 'token-granted', data: { ballot, person, issuer, request, signature } },
        });
        const own = issuedBy(drafts, 'deployment.example/issuer');
        const [request] = requests;
        const mine = stated(0, [...own, { person, request, signature: answers[0] }]);
        before(
          drafts,
          'tokens-closed',
          { ...at, name: 'token-requested', data: { ballot, person, requests: [...requests] } },
          granted('deployment.example/issuer', request, answers[0]),
          granted('town.example/issuer', requests[1], answers[0]),
        );
        const closed = named(drafts, 'tokens-closed').data as { issuers: unknown[] };
        closed.issuers[0] = mine;
      },
    ],
    [
      'lets an issuer answer a voter it does not like with something else, and state it',
      ['token.forged'],
      (drafts) => {
        const answer = drafts.find(
          ({ name, data }) =>
            name === 'token-granted' && data['issuer'] === 'town.example/issuer' && data['person'] === personOf(7),
        );
        if (answer === undefined) throw new Error('she took a token');
        const other = named(drafts, 'token-granted');
        // Of the right form, and no answer to her.
        answer.data['signature'] = other.data['signature'];
        const closed = named(drafts, 'tokens-closed').data as { issuers: unknown[] };
        closed.issuers[1] = stated(1, issuedBy(drafts, 'town.example/issuer'));
      },
    ],
    [
      'lets an issuer state other numbers than the log has',
      ['issuer.statement-differs'],
      (drafts) => {
        const closed = named(drafts, 'tokens-closed').data as { issuers: unknown[] };
        closed.issuers[1] = stated(1, issuedBy(drafts, 'town.example/issuer').slice(1));
      },
    ],
    [
      'changes a statement after it was signed',
      ['issuer.statement-unsigned'],
      (drafts) => {
        const [, second] = (named(drafts, 'tokens-closed').data as { issuers: { count: number }[] }).issuers;
        if (second !== undefined) second.count += 1;
      },
    ],
    [
      'says nothing of what an issuer signed',
      ['issuer.silent'],
      (drafts) => void (named(drafts, 'tokens-closed').data as { issuers: unknown[] }).issuers.pop(),
    ],
    [
      'gives a token to one who took a paper',
      ['entitlement.second'],
      async (drafts, { vote }) => {
        const person = personOf(15);
        const { requests } = await takeToken(vote, 105);
        const data = { ballot, person, requests: [...requests] };
        before(drafts, 'tokens-closed', {
          ...{ stream: entitlementStream(person), time: '2026-03-21T12:00:00.000Z', name: 'token-requested', data },
        });
      },
    ],
    [
      'gives a token after the window',
      ['token.after-the-window'],
      async (drafts, { vote }) => {
        const person = personOf(9);
        const { requests } = await takeToken(vote, 106);
        const data = { ballot, person, requests: [...requests] };
        before(drafts, 'ballot-closed', {
          ...{ stream: entitlementStream(person), time: '2026-03-23T12:00:00.000Z', name: 'token-requested', data },
        });
      },
    ],
    [
      'drops a ballot out of the box',
      ['box.count-differs', 'tally.differs'],
      (drafts) => void (named(drafts, 'box-appended').data['ballots'] as string[]).pop(),
    ],
    [
      'drops a part of the box',
      ['box.part', 'box.count-differs', 'tally.differs'],
      (drafts) => void drafts.splice(drafts.indexOf(named(drafts, 'box-appended')), 1),
    ],
    [
      'changes a ballot',
      ['box.changed', 'tally.differs'],
      (drafts) => {
        const ballots = named(drafts, 'box-appended').data['ballots'] as string[];
        const [first = ''] = ballots;
        const { choice } = JSON.parse(first) as { choice: string };
        ballots[0] = first.replace(choice, `${choice.startsWith('A') ? 'B' : 'A'}${choice.slice(1)}`);
      },
    ],
    [
      'counts a ballot twice',
      ['box.token-twice'],
      (drafts) => boxWith(drafts, [firstText(drafts), ...textsOf(drafts)]),
    ],
    ['shuffles the box by when they came', ['box.order'], (drafts) => boxWith(drafts, textsOf(drafts).toReversed())],
    [
      'puts a ballot of another vote in',
      ['box.malformed'],
      (drafts) => boxWith(drafts, [...textsOf(drafts), firstText(drafts).replace('ballot-road', 'ballot-lake')]),
    ],
    [
      'opens the box before the closing',
      ['box.too-early'],
      (drafts) => {
        const box = drafts.filter(({ name }) => name === 'box-appended');
        for (const draft of box) drafts.splice(drafts.indexOf(draft), 1);
        before(drafts, 'ballot-closed', ...box);
      },
    ],
    [
      'opens a key before the box is emptied',
      ['key.too-early'],
      (drafts) => {
        const key = named(drafts, 'key-opened');
        drafts.splice(drafts.indexOf(key), 1);
        before(drafts, 'box-appended', key);
      },
    ],
    [
      'publishes a key that is not the officer’s',
      ['key.not-hers', 'key.missing', 'tally.differs'],
      (drafts) => void Object.assign(named(drafts, 'key-opened').data, { privateKey: 'B'.repeat(42) + 'A' }),
    ],
    [
      'lets a named ballot into a secret vote',
      ['entitlement.not-secret'],
      (drafts) =>
        before(drafts, 'ballot-closed', {
          ...{ stream: entitlementStream(personOf(9)), time: '2026-03-23T00:00:00.000Z', name: 'ballot-cast' },
          data: { ballot, person: personOf(9), choice: { kind: 'yes-no', answer: 'for' } },
        }),
    ],
    [
      'states another tally',
      ['tally.differs'],
      (drafts) => {
        const arithmetic = named(drafts, 'ballot-counted').data['arithmetic'] as { votes: { votes: number }[] };
        Object.assign(arithmetic.votes[0] ?? {}, { votes: 2 });
        Object.assign(arithmetic.votes[1] ?? {}, { votes: 6 });
      },
    ],
  ];
  it.each(cheats)('%s', async (_, codes, tamper) => {
    expect((await wrong(tamper)).toSorted()).toEqual([...codes].toSorted());
  });

  describe('or has somebody else take a token is what her voter says', () => {
    const stream = `token-notice-${ballot}-${personOf(0)}`;
    const about = { ballot, person: personOf(0) };
    const disputed: Draft = {
      ...{ stream, time: '2026-03-21T12:00:00.000Z', name: 'token-disputed' },
      data: { ...about, text: 'A'.repeat(43) },
    };
    const decided = (outcome: string, over: Partial<Draft> = {}, decider = 'supervisor'): Draft => ({
      ...{ stream, time: '2026-03-21T13:00:00.000Z', name: 'token-dispute-decided' },
      data: { ...about, outcome, decider, reasons: 'A'.repeat(43) },
      ...over,
    });
    const said = async (...added: readonly Draft[]) => {
      const { findings } = await recounted((drafts) => before(drafts, 'tokens-closed', ...structuredClone(added)));
      return findings.map(({ code, level }) => `${level} ${code}`);
    };

    it('until it is decided', async () => {
      expect(await said(disputed)).toEqual(['note token.disputed']);
      const overdue: Draft = { ...disputed, name: 'token-dispute-overdue', data: about };
      expect(await said(disputed, overdue)).toEqual(['note token.dispute-overdue']);
      expect(await said(disputed, overdue, decided('upheld'))).toEqual(['note token.taken-by-another']);
      expect(await said(disputed, decided('upheld'))).toEqual(['note token.taken-by-another']);
      expect(await said(disputed, decided('dismissed'))).toEqual(['note token.dispute-dismissed']);
    });

    it.each<[string, readonly Draft[]]>([
      ['elsewhere', [disputed, decided('dismissed', { stream: `token-notice-${ballot}-${personOf(1)}` })]],
      ['before she said so', [decided('dismissed'), disputed]],
      ['by herself', [disputed, decided('dismissed', {}, personOf(0))]],
      ['a second time', [disputed, decided('upheld'), decided('dismissed')]],
    ])('which nobody decides away %s', async (how, added) => {
      const code = how === 'a second time' ? 'token.taken-by-another' : 'token.disputed';
      expect(await said(...added)).toEqual([`note ${code}`]);
    });
  });

  it('is told which ballot of which entry', async () => {
    const { findings } = await recounted((drafts) => {
      const ballots = named(drafts, 'box-appended', 1).data['ballots'] as string[];
      ballots[1] = (ballots[1] ?? '').replace('"signature":"', '"signature":"A');
    });
    const part = history.drafts.filter(({ name }) => name === 'box-appended')[1];
    const index = part === undefined ? -1 : history.drafts.indexOf(part);
    expect(findings[0]).toMatchObject({ code: 'box.malformed', where: `entry ${index} ballot 2` });
  });
});
