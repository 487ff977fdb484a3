import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { AttachmentInput } from './inputs.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

type Objections = GatewayContext['publication']['objections'];

interface ObjectionCommand {
  readonly commandId: string;
  readonly objection: string;
}
interface AnswerInput extends ObjectionCommand {
  readonly text: string;
}
interface ClosingInput extends ObjectionCommand {
  readonly scan?: AttachmentInput | null;
}

/** Carries out a command, and shows the objection as it is after it. */
const carryOut = (context: GatewayContext, input: object, command: () => ReturnType<Objections['accept']>) =>
  payload(
    context,
    command,
    async ({ objection }) => ({ objection: await context.reads.load.objection.load(objection) }),
    input,
  );

const raising =
  (command: (commands: Objections) => (input: never) => ReturnType<Objections['raise']>) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    carryOut(context, input, () => command(context.publication.objections)(given(input) as never));

/** By the objector herself, or by an officer where a scan of what she handed in comes along. */
const closing =
  (online: 'accept' | 'escalate', onPaper: 'acceptOnPaper' | 'escalateOnPaper') =>
  (_: unknown, { input: { scan, ...input } }: { readonly input: ClosingInput }, context: GatewayContext) => {
    const { objections } = context.publication;
    return carryOut(context, input, () =>
      scan === null || scan === undefined
        ? objections[online](input)
        : objections[onPaper]({ ...input, scan: given(scan) }),
    );
  };

/** At the level where it waits: its own village answers first, then whoever it was taken to. */
const answer = (_: unknown, { input }: { readonly input: AnswerInput }, context: GatewayContext) =>
  carryOut(context, input, async () => {
    const { objections } = context.publication;
    const objection = await context.reads.load.objection.load(input.objection);
    const above = objection !== undefined && objection.level !== 'village';
    return above ? objections.answerAbove({ ...input }) : objections.answer({ ...input });
  });

export const objectionCommands: Resolvers = {
  ObjectionPayload: payloadFields,
  Mutation: {
    raiseObjection: raising(({ raise }) => raise),
    recordPaperObjection: raising(({ recordOnPaper }) => recordOnPaper),
    answerObjection: answer,
    acceptAnswer: closing('accept', 'acceptOnPaper'),
    escalateObjection: closing('escalate', 'escalateOnPaper'),
  },
};
