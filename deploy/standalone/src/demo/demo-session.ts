import { isRefused } from '@cunjian/kernel';
import type { Outcome } from '@cunjian/service-kit';
import type { RunningSystem } from '../running-system.ts';
import type { SharedClock } from '@cunjian/service-kit';
import { seededUuid } from './seeded.ts';

const settleEveryMs = 5;
/** Ends what hangs, not what is slow on a machine that does much else. */
const maxSettleMs = 300_000;
const dayMs = 86_400_000;
/** China has one time all year. */
const shanghaiAheadMs = 8 * 3_600_000;
const dayOf = (at: number): number => Math.floor((at + shanghaiAheadMs) / dayMs);

/**
 * The public procedures as one account after another calls them: the demo writes nothing by any other way, so that
 * what it shows is what a village would get.
 */
export const createDemoSession = ({ services, shared, background }: RunningSystem, clock: SharedClock) => {
  let commands = 0;
  const as = (account: string, office?: string) => {
    const context = { account, office, correlationId: `demo-${account}` };
    return {
      registry: services.registry.wired.router.createCaller(context),
      publication: services.publication.wired.router.createCaller(context),
      consultation: services.consultation.wired.router.createCaller(context),
    };
  };
  /** Level with the store, all that is due has fired, and no reaction writes any more. */
  const settle = async (): Promise<void> => {
    const startedAt = performance.now();
    for (let quiet = 0; quiet < 2;) {
      const head = await shared.store.head();
      const statuses = background.statuses();
      const level =
        statuses.length > 0 &&
        statuses.every(
          ({ status: { behindSince, position, wakeAt } }) =>
            behindSince === undefined && position >= head && (wakeAt === undefined || wakeAt > clock.now()),
        );
      quiet = level && (await shared.store.head()) === head ? quiet + 1 : 0;
      if (performance.now() - startedAt > maxSettleMs)
        throw new Error('the read models did not catch up with the demo data');
      await clock.sleep(settleEveryMs);
    }
  };
  /** From deadline to deadline, so that what each brings about happens on its day; time never goes back. */
  const forwardTo = async (target: number): Promise<void> => {
    while (dayOf(target) > dayOf(clock.now())) {
      await settle();
      const next = Math.min(...background.statuses().map(({ status }) => status.wakeAt ?? Infinity));
      if (next > target) break;
      clock.set(next);
    }
    clock.set(Math.max(clock.now(), target));
  };
  return {
    as,
    settle,
    forwardTo,
    /** `2026-04-05T10:00` in Shanghai. */
    at: (date: string, time = '10:00'): Promise<void> => forwardTo(Date.parse(`${date}T${time}:00+08:00`)),
    nextId: (name: string): string => seededUuid(`${commands++} ${name}`),
    /** Uploaded by the account, whose commands may name it. */
    file: (account: string, bytes: Uint8Array): Promise<string> =>
      shared.blobs.put(bytes, account).then((put) => {
        if (isRefused(put)) throw new Error(put.refused[0].code);
        return put;
      }),
  };
};
export type DemoSession = ReturnType<typeof createDemoSession>;

/** The result; a refusal is a bug of the caller's. */
export const done = async <Result>(outcome: Promise<Outcome<Result>>): Promise<Result> => {
  const answer = await outcome;
  if (answer.ok) return answer.result;
  throw new Error(
    `refused: ${answer.refusals.map(({ code, params, field }) => `${code} ${JSON.stringify(params)} ${field ?? ''}`).join('; ')}`,
  );
};
