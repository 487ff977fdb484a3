import type { GatewayContext } from '../context.ts';

/** The office in which something was done, as the registry has it. */
export const officeOf = ({ office }: { readonly office?: string | undefined }, _: object, { reads }: GatewayContext) =>
  office === undefined ? null : reads.load.office.load(office);
