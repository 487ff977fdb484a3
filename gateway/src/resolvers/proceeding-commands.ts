import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

type Proceedings = GatewayContext['consultation']['proceedings'];
type Resolutions = GatewayContext['consultation']['resolutions'];

/** Carries out a command, and shows the proceeding as it is after it. The service checks the input with its own schema. */
const onProceeding =
  (command: (commands: Proceedings) => (input: never) => ReturnType<Proceedings['begin']>) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.consultation.proceedings)(given(input) as never),
      async ({ proceeding }) => ({ proceeding: await context.reads.load.proceeding.load(proceeding) }),
      input,
    );

const onResolution =
  (command: (commands: Resolutions) => (input: never) => ReturnType<Resolutions['adopt']>) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.consultation.resolutions)(given(input) as never),
      async ({ resolution }) => ({ resolution: await context.reads.load.resolution.load(resolution) }),
      input,
    );

export const proceedingCommands: Resolvers = {
  ProceedingPayload: payloadFields,
  ResolutionPayload: payloadFields,
  Mutation: {
    beginProceeding: onProceeding(({ begin }) => begin),
    callMeeting: onProceeding(({ callMeeting }) => callMeeting),
    recordStep: onProceeding(({ record }) => record),
    abandonProceeding: onProceeding(({ abandon }) => abandon),
    adoptResolution: onResolution(({ adopt }) => adopt),
    publishResolution: onResolution(({ publish }) => publish),
    reportResolution: onResolution(({ report }) => report),
    publishResult: onResolution(({ publishResult }) => publishResult),
  },
};
