import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import type { ErasureView } from '../reads.ts';
import { given } from './given.ts';
import { payload, payloadFields } from './payload.ts';

interface Shown {
  readonly sha256: string;
  readonly original?: string | undefined;
}
type EraseFile = Parameters<GatewayContext['publication']['files']['erase']>[0];

export const fileResolvers: Resolvers = {
  Attachment: {
    erased: ({ sha256 }: Shown, _, { reads }) => reads.load.erasure.load(sha256),
    originalErased: ({ original }: Shown, _, { reads }) =>
      original === undefined ? null : reads.load.erasure.load(original),
  },
  FileErasure: {
    office: ({ office }: ErasureView, _, { reads }) => (office === undefined ? null : reads.load.office.load(office)),
  },
  EraseFilePayload: payloadFields,
  Mutation: {
    eraseFile: (_: unknown, { input }: { readonly input: object }, context: GatewayContext) => {
      // As the SDL says; the service checks it with its own schema.
      const asked = given(input) as EraseFile;
      return payload(
        context,
        () => context.publication.files.erase(asked),
        async () => ({ erasure: await context.reads.load.erasure.load(asked.file) }),
        input,
      );
    },
  },
};
