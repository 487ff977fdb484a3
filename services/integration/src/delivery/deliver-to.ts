import { may, type Caller } from '@cunjian/access';
import type { StoredEvent } from '@cunjian/event-store';
import { isRefused, type Clock, type Random, type Refused } from '@cunjian/kernel';
import type { EntryView } from '../feed/entry-view.ts';
import type { SealedTail } from '../feed/sealed-tail.ts';
import type { WebhookDocument } from '../projections/webhooks.ts';
import { type Attempt, type DeliveryStore, type Progress, type Replay } from './delivery-store.ts';
import { dueOf, type DueOptions } from './due.ts';
import type { Answer, Send } from './http-sender.ts';
import { messageOf } from './message-of.ts';
import type { ReplayRequests } from './replay-requests.ts';
import { retryDelayMs } from './retry-schedule.ts';
import { secretsAt, type WebhookSecrets } from './secrets.ts';
import { signedHeaders } from './sign.ts';

/** Events that were not for a webhook, after which its cursor is kept all the same. */
const maxUnsavedEvents = 2_000;
/** Where nothing says when, as while the access read models lag. */
const pauseMs = 5_000;

export type Disabling = { readonly reason: 'gone' | 'failing' | 'rights-ended'; readonly detail?: string };

export interface DeliverOptions extends DueOptions {
  readonly tail: SealedTail;
  readonly readEvent: (position: bigint) => Promise<StoredEvent | undefined>;
  readonly store: DeliveryStore;
  readonly requests: ReplayRequests;
  readonly secrets: WebhookSecrets;
  readonly send: Send;
  readonly clock: Clock;
  readonly random: Random;
  readonly resolveCaller: (claim: {
    account: string;
    office: string;
    correlationId: string;
  }) => Promise<Caller | Refused>;
  readonly disable: (webhook: string, disabling: Disabling) => Promise<void>;
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** What one webhook's deliveries are told from outside. */
export interface Mailbox {
  /** Its newest document: a secret may be rotated while it waits. */
  readonly webhook: () => WebhookDocument;
  /** Whether ranges to be replayed may have come since it was called last. */
  readonly wasAsked: () => boolean;
  /** Aborted when it is stopped. */
  readonly signal: AbortSignal;
  /** Resolves when a replay has come, or `signal` is aborted. */
  readonly rung: (signal: AbortSignal) => Promise<void>;
}

type Step = 'go-on' | 'wait' | 'stop';

/**
 * Deliveries to one webhook, in the order of the store, one at a time: while an event fails nothing later is sent, so that
 * a receiver never sees a division's history out of order, and nothing of others is held up. It holds a page of events
 * while it delivers, and nothing while it waits. Ends when it is stopped, or has disabled the webhook.
 */
export const deliverTo = async (options: DeliverOptions, mailbox: Mailbox): Promise<void> => {
  const { tail, store, clock } = options;
  const { signal, webhook } = mailbox;
  let progress = await startingFrom(store, webhook());
  const save = async (next: Progress, attempt?: Attempt): Promise<void> => {
    progress = next;
    await store.save(next, attempt);
    if (attempt !== undefined) options.onAttempt?.(attempt);
  };
  const one = createAttempts(options, mailbox, () => progress, save);
  let unsaved = 0;
  let step: Step = 'go-on';
  while (!signal.aborted && step !== 'stop') {
    const due = progress.failing === undefined ? 0 : progress.failing.retryAt - clock.now();
    if (due > 0) await untilRung(options, mailbox, due);
    step = await one.replayAll();
    if (step === 'stop' || signal.aborted) break;
    if (progress.failing !== undefined && progress.failing.retryAt > clock.now()) continue;
    const cursor = BigInt(progress.cursor);
    const batch = await tail.read(cursor);
    if (batch.position === cursor) {
      await untilChanged(options, mailbox, cursor);
      continue;
    }
    const caller = await one.caller();
    if (caller === 'stop') return;
    if (caller === undefined) {
      await clock.sleep(pauseMs, signal);
      continue;
    }
    step = await one.deliver(caller, batch.events);
    if (step === 'go-on') {
      unsaved += batch.events.length;
      const next = { ...progress, cursor: String(batch.position), failing: undefined };
      if (unsaved >= maxUnsavedEvents) await save(next);
      else progress = next;
      if (unsaved >= maxUnsavedEvents) unsaved = 0;
    }
  }
};

const startingFrom = async (store: DeliveryStore, { webhook, from }: WebhookDocument): Promise<Progress> => {
  const kept = await store.progress(webhook);
  if (kept === undefined) return { webhook, cursor: from, logged: 0, replays: [] };
  // Its owner let go of what waited.
  return BigInt(kept.cursor) < BigInt(from) ? { ...kept, cursor: from, failing: undefined } : kept;
};

/** Until the time has come, a replay is asked for, or it is stopped. */
const untilRung = async ({ clock }: DeliverOptions, { rung, signal }: Mailbox, ms: number): Promise<void> => {
  const done = new AbortController();
  const either = AbortSignal.any([done.signal, signal]);
  await Promise.race([clock.sleep(ms, either), rung(either)]);
  done.abort();
};

const untilChanged = async ({ tail }: DeliverOptions, { rung, signal }: Mailbox, cursor: bigint): Promise<void> => {
  const done = new AbortController();
  const either = AbortSignal.any([done.signal, signal]);
  await Promise.race([tail.changed(cursor, either), rung(either)]);
  done.abort();
};

const createAttempts = (
  options: DeliverOptions,
  mailbox: Mailbox,
  progress: () => Progress,
  save: (next: Progress, attempt?: Attempt) => Promise<void>,
) => {
  const { places, secrets, send, clock, random, disable, readEvent, requests } = options;
  const { webhook, signal } = mailbox;

  const attempt = async (view: EntryView): Promise<Answer> => {
    const message = messageOf(view, clock.now());
    const headers = signedHeaders(message, secretsAt(secrets, webhook(), clock.now()));
    return send({ url: webhook().url, headers, body: message.body, signal });
  };

  const logged = (view: EntryView, answer: Answer, replayed: boolean): Attempt => ({
    webhook: webhook().webhook,
    number: progress().logged,
    event: view.id,
    log: view.log,
    index: view.index,
    ...(view.opening === undefined ? {} : { type: view.opening.type }),
    at: new Date(clock.now()).toISOString(),
    outcome: isDelivered(answer) ? 'delivered' : 'failed',
    replayed,
    ...answer,
  });

  const ended = (disabling: Disabling): Promise<'stop'> =>
    disable(webhook().webhook, disabling).then(() => 'stop' as const);

  /** Of the first event that is due: what became of it. */
  const live = async (view: EntryView, cursor: string): Promise<Step> => {
    const answer = await attempt(view);
    // Stopped in the middle of it: whether it arrived nobody knows, and it is sent again.
    if (signal.aborted) return 'stop';
    const entry = logged(view, answer, false);
    const { failing, ...kept } = progress();
    const counted = { ...kept, logged: kept.logged + 1 };
    if (isDelivered(answer)) {
      await save({ ...counted, cursor }, entry);
      return 'go-on';
    }
    const failures = (failing?.event === view.id ? failing.failures : 0) + 1;
    const delayMs = retryDelayMs(failures, (random.bytes(1)[0] ?? 0) / 255);
    const isOver = delayMs === undefined || isGone(answer);
    // Enabled again later, it begins with this event, as if it had never been tried.
    if (isOver) await save(counted, entry);
    else await save({ ...counted, failing: { event: view.id, failures, retryAt: clock.now() + delayMs } }, entry);
    if (isGone(answer)) return ended({ reason: 'gone', detail: '410' });
    return isOver ? ended({ reason: 'failing', detail: wordsOf(answer) }) : 'wait';
  };

  const replay = async (caller: Caller, { log, next, ...range }: Replay): Promise<void> => {
    const [place] = await places.entries(log, next, 1);
    const stored = place && (await readEvent(BigInt(place.position)));
    const [found] = stored === undefined ? [] : await dueOf(options, webhook(), caller, [stored]);
    const answer = found && (await attempt(found.view));
    if (signal.aborted) return;
    const [, ...others] = progress().replays;
    const left = place === undefined || next >= range.to ? others : [{ ...range, log, next: next + 1 }, ...others];
    const kept = { ...progress(), replays: left };
    if (found === undefined || answer === undefined) await save(kept);
    else await save({ ...kept, logged: kept.logged + 1 }, logged(found.view, answer, true));
  };

  return {
    caller: () => callerOf(options, webhook(), ended),
    deliver: async (by: Caller, events: readonly StoredEvent[]): Promise<Step> => {
      for (const { view, position } of await dueOf(options, webhook(), by, events)) {
        const step = await live(view, position);
        if (step !== 'go-on') return step;
      }
      return 'go-on';
    },
    /** Each entry is sent once: what fails stands in the log of deliveries. */
    replayAll: async (): Promise<Step> => {
      if (mailbox.wasAsked()) await takeRequests(requests, webhook().webhook, progress, save);
      for (let [first] = progress().replays; first !== undefined && !signal.aborted; [first] = progress().replays) {
        const by = await callerOf(options, webhook(), ended);
        if (by === 'stop') return 'stop';
        if (by === undefined) return 'wait';
        await replay(by, first);
      }
      return 'go-on';
    },
  };
};

/** What was asked for becomes part of the progress. A crash in between leaves one in both places, which is taken once. */
const takeRequests = async (
  requests: ReplayRequests,
  webhook: string,
  progress: () => Progress,
  save: (next: Progress) => Promise<void>,
): Promise<void> => {
  const come = await requests.of(webhook);
  if (come.length === 0) return;
  const { replays, ...kept } = progress();
  const fresh = come.filter(({ id }) => !replays.some((replay) => replay.id === id));
  await save({ ...kept, replays: [...replays, ...fresh] });
  await requests.remove(webhook, come);
};

/** Whether somebody still has a right, while what says so lags. */
const notKnown: readonly string[] = ['access.stale', 'access.not-built'];

/** In whose right it is delivered; undefined where that can't be known just now, which is no reason to disable it. */
const callerOf = async (
  { resolveCaller }: DeliverOptions,
  { account, office, divisions, webhook }: WebhookDocument,
  ended: (disabling: Disabling) => Promise<'stop'>,
): Promise<Caller | 'stop' | undefined> => {
  const found = await resolveCaller({ account, office, correlationId: webhook });
  if (!isRefused(found))
    return divisions.every((division) => may(found, 'webhook.register', { division }))
      ? found
      : ended({ reason: 'rights-ended' });
  const { code } = found.refused[0];
  return notKnown.includes(code) ? undefined : ended({ reason: 'rights-ended', detail: code });
};

const isDelivered = (answer: Answer): boolean => 'status' in answer && answer.status >= 200 && answer.status < 300;
/** Standard Webhooks: 410 asks for no more. */
const isGone = (answer: Answer): boolean => 'status' in answer && answer.status === 410;
const wordsOf = (answer: Answer): string => ('status' in answer ? String(answer.status) : answer.error);
