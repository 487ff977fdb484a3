import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

type Disclosures = GatewayContext['publication']['disclosures'];
/** Its input is as the SDL says; the service checks it with its own schema. */
type Command = (commands: Disclosures) => (input: never) => ReturnType<Disclosures['publish']>;

/** Carries out a command, and shows the disclosure as it is after it. */
const mutation =
  (command: Command) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.publication.disclosures)(given(input) as never),
      async ({ disclosure }) => ({ disclosure: await context.reads.load.disclosure.load(disclosure) }),
      input,
    );

export const disclosureCommands: Resolvers = {
  DisclosurePayload: payloadFields,
  Mutation: {
    draftDisclosure: mutation(({ draft }) => draft),
    reviseDisclosure: mutation(({ revise }) => revise),
    discardDisclosure: mutation(({ discard }) => discard),
    undoDisclosureImport: mutation(({ undoImport }) => undoImport),
    confirmDisclosure: mutation(({ confirm }) => confirm),
    returnDisclosure: mutation((commands) => commands.return),
    submitDisclosure: mutation(({ submit }) => submit),
    giveOpinion: mutation(({ giveOpinion }) => giveOpinion),
    recordJointMeeting: mutation(({ recordMeeting }) => recordMeeting),
    publishDisclosure: mutation(({ publish }) => publish),
    postDisclosure: mutation(({ post }) => post),
    correctDisclosure: mutation(({ correct }) => correct),
    withdrawDisclosure: mutation(({ withdraw }) => withdraw),
  },
};
