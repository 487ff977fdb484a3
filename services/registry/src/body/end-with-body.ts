import { isRefused, type Refused } from '@cunjian/kernel';
import type { DispatchedCommand } from '@cunjian/processing';
import { agencyContractsDecider } from '../agency-contracts/decide.ts';
import { isFinal, levelWithStore } from '../dispatching.ts';
import { officesDecider } from '../offices/decide.ts';
import { bodies } from '../projections/bodies.ts';
import { contracts, type ContractDocument } from '../projections/contracts.ts';
import type { EndWithBody } from '../reactions/end-with-body.ts';
import type { Registry } from '../registry-context.ts';

type Dispatched = Pick<DispatchedCommand, 'commandId' | 'actor' | 'correlationId'>;

export const endOffices = async (
  { runtime }: Registry,
  { body, division, on }: EndWithBody,
  { commandId, actor, correlationId }: Dispatched,
): Promise<'done' | Refused> => {
  const handled = await runtime.handle({
    stream: `offices-${body}`,
    decider: officesDecider,
    command: { kind: 'end-all', body, on },
    meta: { commandId, actor, correlationId, division, body, audience: 'public' },
  });
  return isRefused(handled) ? handled : 'done';
};

/** Those that would still run; an ending can't lie before the beginning. */
const running = (all: readonly ContractDocument[], on: string) =>
  all
    .filter(({ to, endedOn }) => endedOn === undefined && on <= to)
    .map((contract) => ({ ...contract, on: contract.from > on ? contract.from : on }));

/** Of a body whose books an agency keeps, or of an agency. */
export const endContracts = async (
  registry: Registry,
  { body, on }: EndWithBody,
  { commandId, actor, correlationId }: Dispatched,
): Promise<'done' | Refused> => {
  const { queries, runtime, ids } = registry;
  await levelWithStore(registry, [bodies, contracts]);
  const [asClient = []] = await queries.contracts.ofBodies([body]);
  for (const { contract, agency, on: end } of running([...asClient, ...(await queries.contracts.ofAgency(body))], on)) {
    const keeper = await queries.bodies.one(agency);
    if (keeper === undefined) continue;
    const handled = await runtime.handle({
      stream: `contracts-${agency}`,
      decider: agencyContractsDecider,
      command: { kind: 'end', ending: { contract, agency, on: end } },
      meta: {
        ...{ commandId: ids.uuid('end-contract', commandId, contract), actor, correlationId },
        ...{ division: keeper.division, body: agency, audience: 'public' },
      },
    });
    // What somebody ended meanwhile has ended.
    isFinal(handled);
  }
  return 'done';
};
