import type { ResolutionEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

export interface FinanceLink {
  readonly resolution: string;
  readonly report: string;
  /** Absent where it is the disclosure as a whole. */
  readonly line?: string | undefined;
  readonly spent?: number | undefined;
}

export interface FinanceLinksDocument {
  readonly disclosure: string;
  readonly links: readonly FinanceLink[];
}

const linkIn = (data: unknown) => data as Extract<ResolutionEvent, { type: 'resolution-reported' }>['data'];

/** Key: the disclosure. The resolutions that allowed what it tells of: the way back from a finance item. */
export const financeLinks: Projection<FinanceLinksDocument> = {
  name: 'consultation-finance-links',
  version: 1,
  events: ['resolution-reported'] satisfies ResolutionEvent['type'][],
  indexes: [],
  keys: ({ data }) => {
    const { disclosure } = linkIn(data);
    return disclosure === undefined ? [] : [disclosure];
  },
  evolve: (document, { data }, disclosure) => {
    const { resolution, report, line, spent } = linkIn(data);
    return { disclosure, links: [...(document?.links ?? []), { resolution, report, line, spent }] };
  },
};
