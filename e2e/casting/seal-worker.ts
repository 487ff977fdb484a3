import { parentPort, workerData } from 'node:worker_threads';
import { loadSetting, settingOf } from '@cunjian/secret-ballot';
import { systemRandom } from '@cunjian/service-kit';
import { mintToken } from '../../services/consultation/test/mint-token.ts';
import { granted, seal, type SecretVote } from '../../services/consultation/test/secret-vote.ts';

export interface SealWork {
  readonly dataDir: string;
  readonly opened: SecretVote['opened'];
  readonly persons: readonly string[];
}

const batchBallots = 200;
const answers = ['for', 'against', 'abstain'] as const;

/** A token of both issuers for each person, and her ballot: sealed to three officers, signed by its one-time key. */
const { dataDir, opened, persons } = workerData as SealWork;
const setting = granted(await loadSetting(granted(settingOf(opened))));
const vote = { ballot: opened.ballot, opened, setting, officerKeys: [] };
for (let from = 0; from < persons.length; from += batchBallots) {
  const texts: string[] = [];
  for (const [at, person] of persons.slice(from, from + batchBallots).entries()) {
    const own = mintToken(dataDir, vote, person);
    texts.push(await seal({ random: systemRandom }, setting, own, answers[at % answers.length] ?? 'abstain'));
  }
  parentPort?.postMessage(texts);
}
