import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ballot,
  loggedAs,
  openHistory,
  secretHistory,
  yesNoChoice,
  type Draft,
} from '../../libs/ballots/test/village-history.ts';
import { writeBallotExport } from './ballot-export.ts';
import { run } from './run.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cunjian-recount-'));
});
afterEach(() => rm(dir, { recursive: true }));

const recount = (...more: readonly string[]) => run('audit', 'recount', '--dir', dir, '--ballot', ballot, ...more);

describe('audit recount', () => {
  it('ends with 0 where the stored tally of an open ballot is right, and says the arithmetic', async () => {
    await writeBallotExport(dir, loggedAs(openHistory()));
    const { code, stdout, stderr } = await recount();
    expect([code, stdout]).toEqual([
      0,
      `NOTE entry 5: The records that it cites (example v1) are not those that this program knows to have been in force: compare the texts [rule.other-records]
${ballot}: adopted
  10 members, 10 present, 6 needed for a quorum: met
  for 8, against 1; 1 abstained, 0 invalid, of 10 cast; 6 of 10 present needed
  2 papers given out, 2 people at the meeting
`,
    ]);
    expect(stderr).toContain('agrees with the stored tally');
  });

  it('opens sealed ballots with the published keys, and tells a program all of it', async () => {
    const { drafts } = await secretHistory({ members: 11, papers: 5, online: ['for', 'against', 'for', 'for', 'for'] });
    await writeBallotExport(dir, loggedAs(drafts));
    const { code, stdout } = await recount('--json');
    expect(code).toBe(0);
    const lines = stdout.trim().split('\n');
    const result = lines.map((line) => JSON.parse(line) as Record<string, unknown>).at(-1);
    expect(result).toMatchObject({ ok: true, ballot, tokens: 5, sealed: 5, papers: 5, withheld: 0 });
    expect(result?.['findings']).toMatchObject([{ code: 'rule.other-records', level: 'note' }]);
    expect(result?.['recounted']).toEqual(result?.['stored']);
  });

  it('names the keys of both issuers, and misses one that the town gave by hand', async () => {
    const { drafts, opened } = await secretHistory({ members: 5, papers: 0, online: Array(5).fill('for') });
    await writeBallotExport(dir, loggedAs(drafts));
    const vkeys = opened.issuers.map(({ vkey }) => vkey);
    const trusted = await recount('--issuer', vkeys[1] ?? '');
    expect([trusted.code, trusted.stdout]).toEqual([
      0,
      expect.stringContaining(`tokens signed by 乡镇: ${vkeys[1]}\n`),
    ]);
    const another = await recount('--issuer', 'town.example/issuer+12345678+AAAA');
    expect([another.code, another.stdout]).toEqual([1, expect.stringContaining('[issuer.another]')]);
  });

  it('ends with 1 and names what an operator has sealed though it does not follow', async () => {
    const drafts = openHistory();
    const cast = drafts.filter(({ name }) => name === 'ballot-cast').at(-1) as Draft;
    cast.data['choice'] = yesNoChoice('for');
    await writeBallotExport(dir, loggedAs(drafts));
    const { code, stdout, stderr } = await recount();
    expect(code).toBe(1);
    expect(stdout).toContain(
      `WRONG entry ${drafts.length - 1}: arithmetic.votes.0.votes of the tally is 8; recounted it is 9 [tally.differs]\n`,
    );
    expect(stderr).toContain(`2 things are wrong with ${ballot}`);
  });

  it('recounts nothing of a log that is not as it was signed', async () => {
    await writeBallotExport(dir, loggedAs(openHistory()));
    const file = join(dir, 'openings', '000.txt');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"answer":"against"', '"answer":"abstain"'));
    const { code, stdout, stderr } = await recount();
    expect([code, stdout.startsWith('WRONG entry 6: ')]).toEqual([1, true]);
    expect(stderr).toContain('nothing was recounted');
  });

  it('names the ballots that are there where it is asked for another', async () => {
    await writeBallotExport(dir, loggedAs(openHistory()));
    const { code, stderr } = await run('audit', 'recount', '--dir', dir, '--ballot', 'ballot-lake');
    expect(code).toBe(1);
    expect(stderr).toContain(`no ballot ballot-lake; it holds ${ballot}`);
  });

  it('ends with 2 where the ballot is not named', async () => {
    expect((await run('audit', 'recount', '--dir', dir)).code).toBe(2);
  });
});
