import type { Outcome } from '@cunjian/contracts';
import type { BallotLog, Entry } from './ballot-log.ts';
import { same } from './check-rule.ts';
import type { OpenedEntry } from './check-terms.ts';
import type { Find } from './finding.ts';

const carrying: readonly Outcome[] = ['adopted', 'chosen'];

/** What was made of a count: the step of a procedure, and a resolution, say what the tally says and follow from it. */
export const checkUses = (
  { uses }: BallotLog,
  stored: Entry<'ballot-counted'> | undefined,
  { opened }: OpenedEntry,
  find: Find,
): void => {
  for (const { event, at, where } of uses) {
    const params = { event: event.type };
    if (stored === undefined || at < stored.at) {
      find('use.before-the-tally', where, params);
      continue;
    }
    const { arithmetic } = stored.data;
    if (!same(event.data.arithmetic, arithmetic)) find('use.differs', where, params);
    const carries = carrying.includes(arithmetic.outcome);
    const wasTaken = event.type === 'resolution-adopted' || event.data.passed;
    if (opened.binding && wasTaken !== carries)
      find('use.against-the-tally', where, { ...params, outcome: arithmetic.outcome });
  }
};

/** Everything that is counted stands before the count. */
const counted = ['tokens-closed', 'channel-called-off', 'box-emptied', 'protocol-settled', 'key-opened'] as const;

export const checkOrder = (log: BallotLog, stored: Entry<'ballot-counted'>, find: Find): void => {
  for (const name of counted)
    for (const { at, where } of log.of(name))
      if (at > stored.at) find('tally.before-its-parts', where, { event: name });
};
