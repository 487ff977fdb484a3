import { join } from 'node:path';
import { catalogue } from '@cunjian/contracts';
import { createCommandHandler } from '@cunjian/event-store';
import { openSqliteEventStore } from '@cunjian/event-store/sqlite';
import { isRefused } from '@cunjian/kernel';
import { entitlementDecider } from '../../services/consultation/src/entitlement/decide.ts';
import { entitlementStream } from '../../services/consultation/src/entitlement/entitlement.ts';
import type { Right } from '../../services/consultation/src/entitlement/command.ts';
import { handlerAppend } from './append.ts';
import { clock, meta, random } from './fixture.ts';
import { perSecond, share, takeTurns, withCallers, withFolder, type Bench } from './harness.ts';

const callers = 1_000;
const total = share(20_000);
const rounds = 5;
const ballot = 'ballot-7c1f4f0c-9f52-4f38-b7b2-53d1c7a5e0a1';

/** An open ballot on a road, as its voters meet it. */
const rightOf = (person: string): Right => ({
  ...{ ballot, person, isOnRoll: true, status: 'open', now: '2026-03-21T00:00:00.000Z' },
  terms: {
    question: { kind: 'yes-no' },
    secrecy: 'open',
    channels: ['online', 'paper'],
    times: {
      rollAt: '2026-03-01T00:00:00.000Z',
      opensAt: '2026-03-20T00:00:00.000Z',
      closesAt: '2026-03-25T00:00:00.000Z',
    },
    rule: {
      ...{ assembly: 'villagers', rules: [], channels: ['online', 'paper'], secrecy: ['open'], smallestCount: 1 },
      majority: { of: 'present', share: { numerator: 1, denominator: 2, orMore: false } },
      voidWhereMoreReturnedThanIssued: true,
    },
  },
});

/** A voter each, to a stream each. */
const commands = Array.from({ length: total }, (_, index) => {
  const person = `p-${String(index).padStart(16, '0')}`;
  const choice = { kind: 'yes-no', answer: index % 3 === 0 ? 'against' : 'for' } as const;
  return {
    stream: entitlementStream(ballot, person),
    decider: entitlementDecider,
    command: { do: 'cast', right: rightOf(person), voter: person, choice } as const,
    meta: { ...meta(), audience: () => 'residents' as const },
  };
});

const casting = () =>
  withFolder(async (folder) => {
    const store = await openSqliteEventStore({ file: join(folder, 'events.sqlite') });
    const { handle } = createCommandHandler({ store, catalogue, random, clock });
    const rate = await perSecond(total, () =>
      withCallers(callers, total, async (index) => {
        const command = commands[index];
        if (command === undefined || isRefused(await handle(command))) throw new Error(`ballot ${index} was refused`);
      }),
    );
    await store.close();
    return rate;
  });

export const castingBench: Bench = {
  name: 'casting',
  run: async () => {
    const { appends, ballots } = await takeTurns(rounds, { appends: handlerAppend, ballots: casting });
    return [
      {
        what: `casting open ballots, ${callers.toLocaleString('en')} callers at once`,
        value: ballots,
        unit: 'ballots/s',
        better: 'more',
        reference: { name: 'appends of the command handler', value: appends },
        wanted: { atLeast: 0.8 },
      },
    ];
  },
};
