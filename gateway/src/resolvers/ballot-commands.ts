import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

type Consultation = GatewayContext['consultation'];

/** Its input is as the SDL says; the service checks it with its own schema. */
type Command = (consultation: Consultation) => (input: never) => ReturnType<Consultation['rolls']['draw']>;

/** Carries out a command, and shows the ballot as it is after it. */
const mutation =
  (command: Command, prepare: (input: object) => object = (input) => input) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.consultation)(prepare(given(input)) as never),
      async ({ ballot }) => ({ ballot: await context.reads.load.ballot.load(ballot) }),
      input,
    );

interface ChoiceInput {
  readonly kind: string;
  readonly answer?: string;
  readonly options?: readonly string[];
}

/** Nothing chosen is an abstention. */
const withChoice = (input: object): object => {
  const { kind, answer, options = [] } = (input as { readonly choice: ChoiceInput }).choice;
  return { ...input, choice: kind === 'yes-no' ? { kind, answer } : { kind, options } };
};

export const ballotCommands: Resolvers = {
  BallotPayload: payloadFields,
  Mutation: {
    callBallot: mutation(({ ballots }) => ballots.convene),
    cancelBallot: mutation(({ ballots }) => ballots.cancel),
    castBallot: mutation(({ ballots }) => ballots.cast, withChoice),
    issuePaper: mutation(({ ballots }) => ballots.issuePaper),
    recordAttendance: mutation(({ ballots }) => ballots.attend),
    lodgeProxy: mutation(({ ballots }) => ballots.lodgeProxy),
    revokeEntitlement: mutation(({ ballots }) => ballots.revoke),
    enterProtocol: mutation(({ ballots }) => ballots.enterProtocol),
    drawRoll: mutation(({ rolls }) => rolls.draw),
    objectToRoll: mutation(({ rolls }) => rolls.object),
    decideRollObjection: mutation(({ rolls }) => rolls.decideObjection),
    freezeRoll: mutation(({ rolls }) => rolls.freeze),
  },
};
