import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

interface RotateKey {
  readonly input: { readonly commandId: string; readonly purpose: 'log' | 'receipt' };
}

export const keyCommands: Resolvers = {
  RotateKeyPayload: payloadFields,
  Mutation: {
    rotateKey: (_: unknown, { input }: RotateKey, context: GatewayContext) =>
      payload(
        context,
        () => context.audit.rotateKey(given(input)),
        ({ newVkey }) => ({ newVkey }),
        input,
      ),
  },
};
