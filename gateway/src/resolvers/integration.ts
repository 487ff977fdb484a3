import { contracts, unsealedStreamPrefix } from '@cunjian/contracts';
import type { Outcome } from '@cunjian/service-kit';
import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { accepted } from '../refused.ts';
import { followDivision, type FollowArguments } from '../subscriptions/follow-division.ts';
import { timelineText } from '../timeline-texts.ts';
import { connection, placeOf, type PageArguments } from './connection.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

type Webhooks = GatewayContext['integration']['webhooks'];
type Webhook = Awaited<ReturnType<Webhooks['mine']>>['value'][number];
type Page = Extract<Awaited<ReturnType<GatewayContext['integration']['feed']['entries']>>, { readonly ok: true }>;
type Entry = Page['entries'][number];
type Delivery = NonNullable<Awaited<ReturnType<Webhooks['deliveries']>>['value']>['attempts'][number];

const mutation =
  <Result extends object>(command: (webhooks: Webhooks) => (input: never) => Promise<Outcome<Result>>) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.integration.webhooks)(given(input) as never),
      (result) => result,
      input,
    );

interface EntriesArguments extends FollowArguments {
  readonly fromIndex: number;
  readonly first: number;
}

const mine = async ({ integration, reads }: GatewayContext): Promise<readonly Webhook[]> =>
  (await integration.webhooks.mine({ ...reads.seen() })).value;

/** All but those of streams that are never sealed. */
const sealedTypes = Object.entries(contracts).flatMap(([service, events]) =>
  Object.keys(events)
    .filter((name) => !name.startsWith(unsealedStreamPrefix))
    .map((name) => ({ name, service })),
);

export const integrationResolvers: Resolvers = {
  Query: {
    eventTypes: (_, __, { language }) =>
      sealedTypes.map(({ name, service }) => ({ name, service, text: timelineText({ name, data: null }, language) })),
    divisionEvents: async (_, args: EntriesArguments, { integration, language }) => {
      const { division, fromIndex: from, first: limit, log, types } = args;
      const page = accepted(await integration.feed.entries(given({ division, from, limit, log, types })), language);
      return { ...page, nextIndex: page.next };
    },
  },
  Subscription: {
    divisionEvents: {
      subscribe: (_: unknown, args: FollowArguments, context: GatewayContext) => followDivision(args, context),
    },
  },
  LogEntry: {
    event: ({ id }: Entry) => id,
    type: ({ opening }: Entry) => opening?.type,
    time: ({ opening }: Entry) => opening?.time,
    position: ({ opening }: Entry) => opening?.position,
    text: ({ opening }: Entry) => opening?.event,
    salt: ({ opening }: Entry) => opening?.salt,
  },
  Viewer: {
    webhooks: (_: unknown, __: unknown, context) => mine(context),
    webhook: async (_: unknown, { id }: { readonly id: string }, context) =>
      (await mine(context)).find(({ webhook }) => webhook === id),
    webhooksToMend: async (_: unknown, __: unknown, context) =>
      (await mine(context)).filter(({ status, reason }) => status === 'disabled' && reason !== 'by-hand'),
  },
  Webhook: {
    id: ({ webhook }: Webhook) => webhook,
    places: async ({ divisions }: Webhook, _: unknown, { reads }) =>
      (await reads.load.division.loadMany([...divisions])).filter(
        (one) => one !== undefined && !(one instanceof Error),
      ),
    deliveries: async ({ webhook }: Webhook, { first, after }: PageArguments, { integration, language }) => {
      const before = placeOf(after, language);
      const { value } = await integration.webhooks.deliveries(given({ webhook, first, before }));
      const { attempts = [], hasMore = false } = value ?? {};
      const edges = attempts.map((attempt) => ({ cursor: String(attempt.number), node: attempt }));
      return connection({ edges, hasMore }, after);
    },
  },
  WebhookDelivery: {
    milliseconds: ({ ms }: Delivery) => ms,
  },
  WebhookSecretPayload: payloadFields,
  WebhookPayload: payloadFields,
  Mutation: {
    registerWebhook: mutation(({ register }) => register),
    rotateWebhookSecret: mutation(({ rotateSecret }) => rotateSecret),
    enableWebhook: mutation(({ enable }) => enable),
    disableWebhook: mutation(({ disable }) => disable),
    removeWebhook: mutation(({ remove }) => remove),
    replayWebhook: mutation(({ replay }) => replay),
  },
};
