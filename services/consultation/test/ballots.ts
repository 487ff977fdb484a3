import { randomUUID } from 'node:crypto';
import { committee, ok, png, upload, type Harness, type PersonName } from './harness.ts';

type Api = ReturnType<Harness['acting']>;
export type CallBallot = Omit<Parameters<Api['ballots']['convene']>[0], 'commandId'>;

export const commandId = randomUUID;
export const opensAt = '2026-05-01T01:00:00.000Z';
export const closesAt = '2026-05-03T10:00:00.000Z';

/** Of the villagers' assembly, by name and online, as a spec changes it. */
export const callOf = (more: Partial<CallBallot> = {}): CallBallot => ({
  ...{ body: committee, assembly: 'villagers', matter: 'public-works', title: '修上村路', text: '是否同意修路' },
  ...{ question: { kind: 'yes-no' }, secrecy: 'open', channels: ['online'], times: { opensAt, closesAt } },
  ...more,
});

export const vote = (answer: 'for' | 'against' | 'abstain') => ({ kind: 'yes-no', answer }) as const;

/** The steps of a ballot, each as somebody takes it. */
export const ballotsOf = (harness: Harness, caller: PersonName = 'clerk') => {
  const office = () => harness.acting(caller);
  const advanceTo = async (instant: string): Promise<void> => {
    await harness.clock.advance(Math.max(0, Date.parse(instant) - harness.clock.now()));
    await harness.react();
  };
  const viewOf = async (ballot: string, as: PersonName = 'villager') =>
    (await harness.as(as).ballots.get({ ids: [ballot] })).value[0];
  return {
    advanceTo,
    viewOf,
    convened: async (more: Partial<CallBallot> = {}): Promise<string> => {
      const { ballot } = await ok(office().ballots.convene({ commandId: commandId(), ...callOf(more) }));
      await ok(office().rolls.draw({ commandId: commandId(), ballot }));
      await harness.react();
      return ballot;
    },
    /** Frozen by the clock where the rule publishes the roll, else by act; then opened by the clock. */
    opened: async (ballot: string): Promise<void> => {
      await advanceTo('2026-04-30T23:00:00.000Z');
      await office().rolls.freeze({ commandId: commandId(), ballot });
      await advanceTo(opensAt);
    },
    cast: (account: PersonName, ballot: string, answer: 'for' | 'against' | 'abstain', principal?: string) =>
      harness.as(account).ballots.cast({
        ...{ commandId: commandId(), ballot, choice: vote(answer) },
        ...(principal === undefined ? {} : { principal }),
      }),
    scan: async (shade = 1) => ({ file: await upload(harness, png(shade)), name: '扫描.png' }),
  };
};
