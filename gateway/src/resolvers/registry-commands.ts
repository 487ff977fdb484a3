import type { Outcome } from '@cunjian/service-kit';
import type { GatewayContext } from '../context.ts';
import type { Resolvers } from '../graphql/schema.ts';
import { refusalsOf, userErrors } from '../refused.ts';
import { given } from './given.ts';
import { payload, payloadFields, withInputErrors } from './payload.ts';

type Registry = GatewayContext['registry'];

/** Carries out a command; its input is as the SDL says, and the service checks it with its own schema. */
const mutation =
  <Result>(
    command: (registry: Registry) => (input: never) => Promise<Outcome<Result>>,
    show?: (result: Result, context: GatewayContext) => object | Promise<object>,
  ) =>
  (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    payload(
      context,
      () => command(context.registry)(given(input) as never),
      (result) => show?.(result, context) ?? {},
      input,
    );

const importShown = async (result: { readonly import: string }, { registry, reads }: GatewayContext) => {
  const { value } = await registry.imports.get({ imports: [result.import], ...reads.seen() });
  return { import: value[0] };
};
const bodyShown = async ({ body }: { readonly body: string }, { reads }: GatewayContext) => ({
  body: await reads.load.body.load(body),
});
const officeShown = async (
  result: { readonly office: string; readonly person?: string },
  { reads }: GatewayContext,
) => ({
  ...result,
  office: await reads.load.office.load(result.office),
});
/** The payload has what the command answers. */
const itself = <Result extends object>(result: Result): object => result;
const nothing = (): object => ({});

const imports = {
  previewResidents: async (_: unknown, { input }: { readonly input: object }, context: GatewayContext) =>
    withInputErrors(
      async () => {
        const { value } = await context.registry.residents.previewImport(given(input) as never);
        const refusals = refusalsOf(value);
        return refusals === undefined
          ? { preview: value, userErrors: [] }
          : { userErrors: userErrors(refusals, context.language) };
      },
      context,
      input,
    ),
  importResidents: mutation(({ residents }) => residents.import, importShown),
  importDivisions: mutation(({ divisions }) => divisions.import, importShown),
};

export const registryCommands: Resolvers = {
  ImportPayload: payloadFields,
  BodyPayload: payloadFields,
  OfficePayload: payloadFields,
  ContractPayload: payloadFields,
  ResidencyPayload: payloadFields,
  ActivationSlipPayload: payloadFields,
  PlainPayload: payloadFields,
  Mutation: {
    ...imports,
    establishBody: mutation(({ bodies }) => bodies.establish, bodyShown),
    changeBody: mutation(({ bodies }) => bodies.change, bodyShown),
    dissolveBody: mutation(({ bodies }) => bodies.dissolve, bodyShown),
    giveOffice: mutation(({ offices }) => offices.give, officeShown),
    endOffice: mutation(({ offices }) => offices.end, officeShown),
    admitMembers: mutation(({ members }) => members.admit, nothing),
    removeMember: mutation(({ members }) => members.remove, nothing),
    signAgencyContract: mutation(({ contracts }) => contracts.sign, itself),
    endAgencyContract: mutation(({ contracts }) => contracts.end, itself),
    recordResidency: mutation(({ residents }) => residents.record, itself),
    correctResidency: mutation(({ residents }) => residents.correct, itself),
    endResidency: mutation(({ residents }) => residents.end, itself),
    recordKinship: mutation(({ residents }) => residents.recordKinship, nothing),
    erasePersonalData: mutation(({ personalData }) => personalData.erase, nothing),
    restrictPersonalData: mutation(({ personalData }) => personalData.restrict, nothing),
    prepareActivationSlip: mutation(({ slips }) => slips.prepare, itself),
    issueActivationSlip: mutation(({ slips }) => slips.issue, itself),
    revokeActivationSlip: mutation(({ slips }) => slips.revoke, itself),
    bindAccount: mutation(({ accounts }) => accounts.bind, nothing),
    bindAccountByIssuer: mutation(({ accounts }) => accounts.bindByIssuer, nothing),
    unbindAccount: mutation(({ accounts }) => accounts.unbind, nothing),
  },
};
