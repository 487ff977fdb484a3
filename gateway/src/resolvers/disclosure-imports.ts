import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { refusalsOf, userErrors } from '../refused.ts';
import { given } from './given.ts';
import { readyAccounts } from './lines.ts';
import { payload, withInputErrors } from './payload.ts';

interface FileInput {
  readonly commandId?: string | null;
  readonly file: string;
  readonly fileName: string;
  readonly period: string;
  readonly days?: { readonly from: string; readonly to: string } | null;
  readonly title?: string | null;
  readonly body?: string | null;
}
interface Result {
  readonly village: string;
  readonly body?: string | undefined;
  readonly disclosure?: string | undefined;
  readonly findings: Parameters<typeof userErrors>[0];
}
interface Preview {
  readonly accounts: readonly {
    readonly lines: readonly {
      readonly line: string;
      readonly kind: string;
      readonly receipt: number;
      readonly payment: number;
    }[];
  }[];
}

const refused = (answer: unknown, { language }: GatewayContext) => ({
  results: [],
  userErrors: userErrors(refusalsOf(answer) ?? [], language),
});

export const disclosureImports: Resolvers = {
  Mutation: {
    previewDisclosures: async (_, { input }: { readonly input: FileInput }, context) => {
      const asked = given(input);
      const answer = await withInputErrors(
        async () => {
          const { value } = await context.publication.disclosures.previewImport(asked);
          return value.ok ? { results: value.results, userErrors: [] } : refused(value, context);
        },
        context,
        input,
      );
      return { results: [], ...answer };
    },
    importDisclosures: async (_, { input }: { readonly input: FileInput }, context) => {
      const { commandId = '', ...asked } = given(input);
      const answer = await payload(
        context,
        () => context.publication.disclosures.import({ commandId, ...asked }),
        async ({ results }) => {
          // Kept for the fields: a draft that is not there yet could not be taken back on the page.
          await context.reads.load.disclosure.loadMany(results.flatMap(({ disclosure }) => disclosure ?? []));
          return { results };
        },
        input,
      );
      return { results: [], ...answer };
    },
  },
  ImportedDisclosure: {
    bodyName: ({ village }: Result) => village,
    body: ({ body }: Result, _, { reads }) => (body === undefined ? null : reads.load.body.load(body)),
    disclosure: ({ disclosure }: Result, _, { reads }) =>
      disclosure === undefined ? null : reads.load.disclosure.load(disclosure),
    userErrors: ({ findings }: Result, _, { language }) => userErrors(findings, language),
  },
  PreviewContent: {
    // Nobody has summed them up yet.
    accounts: ({ accounts }: Preview) =>
      readyAccounts(accounts).map((account) => ({
        ...account,
        receipts: account.lines.reduce((sum, { receipt }) => sum + receipt, 0),
        payments: account.lines.reduce((sum, { payment }) => sum + payment, 0),
      })),
  },
};
