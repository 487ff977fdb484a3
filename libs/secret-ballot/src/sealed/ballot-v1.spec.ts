import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { granted } from '../../test/village-vote.ts';
import { loadSetting, type BallotSetting } from '../setting.ts';
import { ballotHashOf, checkBallot } from './check.ts';
import { loadOfficerKey } from './officer-key.ts';
import { openBallot } from './open.ts';

interface Kept {
  readonly setting: BallotSetting;
  readonly officerKeys: readonly [string, string, string];
  readonly choice: unknown;
  readonly text: string;
}

const kept = JSON.parse(readFileSync(new URL('../../test/ballot-v1.json', import.meta.url), 'utf8')) as Kept;

describe('a ballot that was cast when the format was new', () => {
  it('is counted for ever as it was then', async () => {
    const setting = granted(await loadSetting(kept.setting));
    const ballot = granted(await checkBallot(kept.text, setting));
    expect(ballot.tokenHash).toBe('DcTayz7NRW9uXX4v65_yC68LmgyG8uXIW7m_Ibz7Lkw');
    expect(await ballotHashOf(kept.text)).toBe('_J6r-UjMzMZPe4hHkv3nOZ_2-c--PU1tzU2C7sDkKJ0');
    const keys = [
      granted(await loadOfficerKey(setting, 2, kept.officerKeys[2])),
      granted(await loadOfficerKey(setting, 0, kept.officerKeys[0])),
    ] as const;
    expect(await openBallot(ballot, setting, keys)).toEqual({ choice: kept.choice });
  });
});
