import { beforeAll, describe, expect, it } from '@jest/globals';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { found, move, named } from '../../test/tampered.ts';
import { secretHistory, type Draft, type SecretHistory } from '../../test/village-history.ts';

let history: SecretHistory;
beforeAll(async () => {
  history = await secretHistory({ members: 6, papers: 0, online: ['for', 'for', 'for', 'against', 'for'] });
});
const codes = (tamper: (drafts: Draft[]) => void, issuers: readonly string[] = []) =>
  found(tamper, history.drafts, { ed25519: nodeEd25519, issuers });

describe('the keys of the box', () => {
  it('are those that three officers lodged', async () => expect(await codes(() => undefined)).toEqual([]));
  it('are told where an operator put one of its own there', async () => {
    const own = (drafts: Draft[]) => void Object.assign(named(drafts, 'key-lodged').data, { key: 'B'.repeat(43) });
    expect(await codes(own)).toEqual(['key.not-lodged']);
  });
  it('are told where another person was to hold one, or it was lodged once the ballot was open', async () => {
    const other = (drafts: Draft[]) => void Object.assign(named(drafts, 'key-lodged', 1).data, { person: 'friend' });
    expect(await codes(other)).toEqual(['key.not-lodged']);
    const late = (drafts: Draft[]) => move(drafts, named(drafts, 'key-lodged', 2), 'tokens-closed');
    expect(await codes(late)).toEqual(['key.not-lodged']);
  });
});

describe('an issuer that the reader trusts', () => {
  it('is one of the two', async () => {
    const trusted = history.opened.issuers.map(({ vkey }) => vkey);
    expect(await codes(() => undefined, trusted)).toEqual([]);
  });
  it('is missed where the operator runs another in its place', async () => {
    expect(await codes(() => undefined, ['town.example/issuer+00000000+AAAA'])).toEqual(['issuer.another']);
  });
});
