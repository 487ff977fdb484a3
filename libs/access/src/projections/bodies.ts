import type { BodyKind, RegistryEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';
import type { ReadModelReader } from '@cunjian/read-model';
import type { Resource } from '../caller.ts';

export interface AgencyContract {
  readonly contract: string;
  readonly agency: string;
  /** First and last day. */
  readonly from: string;
  readonly to: string;
  /** The first day on which it no longer holds, whatever its term. */
  readonly endedOn?: string;
}

/** Key: the body. What every service needs to know of a legal body. */
export interface Body {
  readonly body: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly division: string;
  readonly owesDisclosure: boolean;
  /** Finance is disclosed more often where transactions are many. */
  readonly manyTransactions?: boolean;
  readonly noticeBoards: readonly string[];
  readonly from: string;
  /** The first day on which it no longer exists. */
  readonly dissolvedOn?: string;
  readonly contracts: readonly AgencyContract[];
  /** The agencies of `contracts`, as an index needs them. */
  readonly agencies: readonly string[];
}

/** What `may` is asked about for a thing of this body. */
export const resourceOf = ({ body, kind, division }: Pick<Body, 'body' | 'kind' | 'division'>): Resource => ({
  division,
  body,
  bodyKind: kind,
});

const withContracts = (document: Body, contracts: readonly AgencyContract[]): Body => ({
  ...document,
  contracts,
  agencies: [...new Set(contracts.map(({ agency }) => agency))],
});

export const bodies: Projection<Body> = {
  name: 'access-bodies',
  version: 2,
  events: ['body-established', 'body-changed', 'body-dissolved', 'agency-contract-signed', 'agency-contract-ended'],
  indexes: [['division'], ['agencies']],
  keys: (event) => [(event.data as { body: string }).body],
  evolve: (document, { name, data }) => {
    const event = { type: name, data } as RegistryEvent;
    if (event.type === 'body-established') {
      const { body, kind, name, division, owesDisclosure, manyTransactions = false, noticeBoards, from } = event.data;
      const record = { body, kind, name, division, owesDisclosure, manyTransactions, noticeBoards, from };
      return { ...record, contracts: [], agencies: [] };
    }
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'body-changed': {
        const { name, noticeBoards, owesDisclosure, manyTransactions } = event.data;
        return {
          ...document,
          name: name ?? document.name,
          noticeBoards: noticeBoards ?? document.noticeBoards,
          owesDisclosure: owesDisclosure ?? document.owesDisclosure,
          manyTransactions: manyTransactions ?? document.manyTransactions ?? false,
        };
      }
      case 'body-dissolved':
        return { ...document, dissolvedOn: event.data.on };
      case 'agency-contract-signed': {
        const { contract, agency, from, to } = event.data;
        const others = document.contracts.filter((other) => other.contract !== contract);
        return withContracts(document, [...others, { contract, agency, from, to }]);
      }
      case 'agency-contract-ended': {
        const { contract, on } = event.data;
        return {
          ...document,
          contracts: document.contracts.map((other) =>
            other.contract === contract ? { ...other, endedOn: on } : other,
          ),
        };
      }
      default:
        return document;
    }
  },
};

/** Whom each of these events is about, for `may`; an event of a body that access does not know is of its division alone. */
export const resourcesOf = async (
  reader: Pick<ReadModelReader, 'collection'>,
  events: readonly { readonly body?: string | undefined; readonly partitionkey: string }[],
): Promise<(event: { readonly body?: string | undefined; readonly partitionkey: string }) => Resource> => {
  const ids = [...new Set(events.flatMap(({ body }) => (body === undefined ? [] : [body])))];
  const found = await reader.collection<Body>(bodies).get(ids);
  return ({ body, partitionkey }) => {
    const known = body === undefined ? undefined : found.get(body);
    return known === undefined ? { division: partitionkey } : resourceOf(known);
  };
};
