import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

type Notices = GatewayContext['publication']['notices'];
/** Its input is as the SDL says; the service checks it with its own schema. */
type Command = (commands: Notices) => (input: never) => ReturnType<Notices['publish']>;

/** Carries out a command, and shows the notice as it is after it. */
const mutation =
  (command: Command) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.publication.notices)(given(input) as never),
      async ({ notice }) => ({ notice: await context.reads.load.notice.load(notice) }),
      input,
    );

export const noticeCommands: Resolvers = {
  NoticePayload: payloadFields,
  Mutation: {
    draftNotice: mutation(({ draft }) => draft),
    reviseNotice: mutation(({ revise }) => revise),
    publishNotice: mutation(({ publish }) => publish),
    correctNotice: mutation(({ correct }) => correct),
    withdrawNotice: mutation(({ withdraw }) => withdraw),
  },
};
