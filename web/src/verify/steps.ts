/** What a step found. `open`: nothing is wrong, but nothing was proved either. */
export type Verdict = 'proved' | 'open' | 'failed';

/**
 * `key`: the log's key is the one that this device pinned. `signature`: the key signed the checkpoint. `memory`: the log
 * extends what this device saw before. `epoch`: the log began anew after a restore. `inclusion`: the event is in the log.
 * `content`: it says what the page shows; `texts`, `withheld` and `erased`: how many of the names and prose were compared
 * with their digests, and how many could not be. `heads`: the log is the one shown to everybody; `heads-key` and `heads-memory`
 * as for the log. `witnesses`: others cosigned that. `network`: the check could not be finished.
 */
export type StepName =
  | 'key'
  | 'signature'
  | 'memory'
  | 'epoch'
  | 'inclusion'
  | 'content'
  | 'texts'
  | 'withheld'
  | 'erased'
  | 'heads-key'
  | 'heads'
  | 'heads-memory'
  | 'witnesses'
  | 'network';

export interface Step {
  readonly step: StepName;
  readonly verdict: Verdict;
  /** Fills the sentence that the page says (`variant` chooses among several): sizes, dates, what is wrong. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** Red where anything failed; green where the event is in the log and says what is shown; else amber. */
export const overallVerdict = (steps: readonly Step[]): Verdict => {
  if (steps.some(({ verdict }) => verdict === 'failed')) return 'failed';
  const proved = (name: StepName) => {
    const found = steps.filter(({ step }) => step === name);
    return found.length > 0 && found.every(({ verdict }) => verdict === 'proved');
  };
  const unfinished = steps.some(({ step }) => step === 'network' || step === 'epoch');
  return proved('signature') && proved('inclusion') && !unfinished ? 'proved' : 'open';
};
