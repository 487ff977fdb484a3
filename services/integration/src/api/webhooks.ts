import { divisionCode, nationalDivision, webhookResumptions } from '@cunjian/contracts';
import type { Handled } from '@cunjian/event-store';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { oneLine } from '@cunjian/personal-data';
import type { CallContext, Outcome } from '@cunjian/service-kit';
import type { Caller } from '@cunjian/access';
import { z } from 'zod';
import { showSecret } from '../delivery/sign.ts';
import { divisionOfLog } from '../feed/places.ts';
import { unknownTypesOf } from '../feed/known-types.ts';
import type { Integration, Procedures } from '../integration-context.ts';
import { webhooks as webhookModel, type WebhookDocument } from '../projections/webhooks.ts';
import { webhookDecider, webhookStream, type WebhookCommand } from '../webhook/decide.ts';

/** How long the secret before still signs, by default and at most. */
const defaultOverlapHours = 24;
const maxOverlapHours = 168;
const hourMs = 3_600_000;
/** Entries of one replay. */
export const maxReplayedEntries = 10_000;
const maxPage = 100;

const idInput = oneLine(z.string().min(1).max(100));

const refusal = ({ refused }: Refused) => ({ ok: false as const, refusals: refused });
const outcome = <Result>(handled: Handled | Refused, result: (handled: Handled) => Result): Outcome<Result> =>
  isRefused(handled)
    ? refusal(handled)
    : {
        ok: true,
        position: String(handled.position),
        events: handled.events.map(({ id }) => id),
        repeated: handled.repeated,
        result: result(handled),
      };

interface Acting extends CallContext {
  readonly caller: Caller;
}

const act = (
  { runtime }: Integration,
  { caller, correlationId }: Acting,
  command: WebhookCommand,
  { commandId, webhook, division }: { commandId: string; webhook: string; division: string },
) =>
  runtime.handle({
    stream: webhookStream(webhook),
    decider: webhookDecider,
    command,
    meta: {
      commandId,
      actor: caller.person ?? 'system:nobody',
      office: caller.acting?.office,
      division,
      correlationId,
      audience: 'parties',
    },
  });

/** What is shown of a webhook; its secret never is. */
const shown = ({ webhook, url, divisions, types, status, generation, ...document }: WebhookDocument) => ({
  ...{ webhook, url, divisions, types, status, generation },
  overlapUntil: document.overlapUntil,
  registeredAt: document.registeredAt,
  reason: document.reason,
  detail: document.detail,
  disabledAt: document.disabledAt,
});
export type WebhookView = ReturnType<typeof shown>;

const registration = (integration: Integration, { command }: Procedures) => ({
  /** The answer has the secret, once; who lost it rotates it. */
  register: command('webhook.register')
    .input(
      z.object({
        url: oneLine(z.string().min(1).max(2_000)),
        divisions: z.array(divisionCode).min(1).max(100),
        types: z
          .array(oneLine(z.string().min(1).max(100)))
          .max(200)
          .default([]),
      }),
    )
    .mutation(async ({ ctx, input: { commandId, url, divisions, types } }) => {
      for (const division of divisions) {
        const denied = ctx.authorise({ division });
        if (denied !== undefined) return refusal(denied);
      }
      const { account, caller } = ctx;
      const { person, acting } = caller;
      if (account === undefined || person === undefined || acting === undefined)
        return refusal(refuse('access.denied', { action: 'webhook.register', division: divisions[0] ?? '' }));
      const webhook = `webhook-${commandId}`;
      const { office, division } = acting;
      const handled = await act(
        integration,
        ctx,
        {
          kind: 'register',
          registration: { webhook, url, divisions, types, account, person, office },
          unknownTypes: unknownTypesOf(types),
          held: await integration.webhooks.heldBy(office),
          hosts: integration.policy,
        },
        { commandId, webhook, division },
      );
      return outcome(handled, ({ repeated }) => ({
        webhook,
        secret: repeated ? null : showSecret(integration.secrets.of(webhook, 1)),
      }));
    }),
});

const management = (integration: Integration, { command }: Procedures) => {
  const { webhooks, runtime, secrets } = integration;

  /** The webhook, where the caller may manage it. Who may not is not told whether it is there. */
  const managed = async (
    ctx: Acting & { authorise(resource: { division: string; person?: string }): Refused | undefined },
    webhook: string,
  ): Promise<WebhookDocument | Refused> => {
    const document = await webhooks.one(webhook);
    const { division = nationalDivision, person } = document ?? {};
    const denied = ctx.authorise(person === undefined ? { division } : { division, person });
    if (document !== undefined && denied === undefined) return document;
    return document === undefined && denied === undefined
      ? refuse('webhook.unknown', {}, 'webhook')
      : (denied ?? refuse('webhook.unknown', {}, 'webhook'));
  };
  const plain = (make: (input: { resume?: (typeof webhookResumptions)[number] | undefined }) => WebhookCommand) =>
    command('webhook.manage')
      .input(z.object({ webhook: idInput, resume: z.enum(webhookResumptions).optional() }))
      .mutation(async ({ ctx, input }) => {
        const found = await managed(ctx, input.webhook);
        if (isRefused(found)) return refusal(found);
        const { webhook, division } = found;
        const handled = await act(integration, ctx, make(input), { commandId: input.commandId, webhook, division });
        return outcome(handled, () => ({ webhook }));
      });

  return {
    rotateSecret: command('webhook.manage')
      .input(
        z.object({ webhook: idInput, overlapHours: z.int().min(0).max(maxOverlapHours).default(defaultOverlapHours) }),
      )
      .mutation(async ({ ctx, input: { commandId, webhook, overlapHours } }) => {
        const found = await managed(ctx, webhook);
        if (isRefused(found)) return refusal(found);
        const overlapUntil = new Date(runtime.clock.now() + overlapHours * hourMs).toISOString();
        const { division } = found;
        const handled = await act(integration, ctx, { kind: 'rotate', overlapUntil }, { commandId, webhook, division });
        return outcome(handled, ({ repeated, events }) => {
          const { generation = found.generation + 1 } = (events[0]?.data ?? {}) as { generation?: number };
          return { webhook, overlapUntil, secret: repeated ? null : showSecret(secrets.of(webhook, generation)) };
        });
      }),
    enable: plain(({ resume = 'where-it-stopped' }) => ({ kind: 'enable', resume })),
    disable: plain(() => ({ kind: 'disable', reason: 'by-hand' })),
    remove: plain(() => ({ kind: 'remove' })),
    /** Entries of a log, by their indexes, are delivered once more; one where `to` is `from`. */
    replay: command('webhook.manage')
      .input(
        z.object({
          webhook: idInput,
          log: oneLine(z.string().min(1).max(50)),
          from: z.int().nonnegative(),
          to: z.int().nonnegative(),
        }),
      )
      .mutation(async ({ ctx, input: { commandId, webhook, log, from, to } }) => {
        const found = await managed(ctx, webhook);
        if (isRefused(found)) return refusal(found);
        if (divisionOfLog(log) === undefined) return refusal(refuse('webhook.unknown-log', { value: log }, 'log'));
        if (to < from || to - from >= maxReplayedEntries)
          return refusal(refuse('webhook.bad-range', { from, to, limit: maxReplayedEntries }, 'to'));
        if (found.status !== 'enabled') return refusal(refuse('webhook.disabled', {}, 'webhook'));
        if (!(await integration.deliveries.replay(webhook, { id: commandId, log, next: from, to })))
          return refusal(refuse('webhook.too-many-replays', {}, 'webhook'));
        const position = String(await runtime.store.head());
        return { ok: true as const, position, events: [], repeated: false, result: { webhook } };
      }),
  };
};

const reading = (integration: Integration, { query }: Procedures) => ({
  /** Those of the caller. */
  mine: query('self.read', webhookModel).query(async ({ ctx }) => {
    const { person } = ctx.caller;
    if (person === undefined || !ctx.may({ division: nationalDivision, person })) {
      ctx.may({ division: nationalDivision });
      return ctx.answer([]);
    }
    return ctx.answer((await integration.webhooks.ofPerson(person)).map(shown));
  }),

  /** Attempts, newest first; null where there is no such webhook for the caller. */
  deliveries: query('webhook.manage', webhookModel)
    .input(z.object({ webhook: idInput, first: z.int().min(1).max(maxPage), before: z.int().nonnegative().optional() }))
    .query(async ({ ctx, input: { webhook, first, before } }) => {
      const document = await integration.webhooks.one(webhook);
      const { division = nationalDivision, person } = document ?? {};
      const mayRead = ctx.may(person === undefined ? { division } : { division, person });
      if (document === undefined || !mayRead) return ctx.answer(null);
      const attempts = await integration.deliveryStore.attempts(webhook, first + 1, before);
      return ctx.answer({ attempts: attempts.slice(0, first), hasMore: attempts.length > first });
    }),
});

export const webhooksRouter = (integration: Integration, procedures: Procedures) =>
  procedures.router({
    ...registration(integration, procedures),
    ...management(integration, procedures),
    ...reading(integration, procedures),
  });
