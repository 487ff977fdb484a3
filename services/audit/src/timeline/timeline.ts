import type { Catalogue, RecordedEvent } from '@cunjian/contracts';
import type { DivisionLogs } from '../sealing/division-logs.ts';

export interface TimelineEntry {
  readonly index: number;
  readonly event: RecordedEvent;
}

/**
 * A division's history as it was at `asOf` (ms): the longest prefix of its log with no event later, newest first,
 * a page below index `before`.
 */
export const timelinePage = async (
  { logs, catalogue }: { readonly logs: DivisionLogs; readonly catalogue: Catalogue },
  page: {
    readonly log: string;
    readonly asOf?: number | undefined;
    readonly before?: number | undefined;
    readonly limit: number;
  },
): Promise<{ readonly entries: readonly TimelineEntry[]; readonly hasMore: boolean }> => {
  const size = page.asOf === undefined ? (logs.head(page.log)?.size ?? 0) : logs.sizeAsOf(page.log, page.asOf);
  const end = Math.min(size, page.before ?? size);
  const from = Math.max(0, end - page.limit);
  const events = await logs.events(page.log, from, end - from);
  return {
    entries: events.map((stored) => ({ index: stored.index, event: catalogue.decode(stored) })).toReversed(),
    hasMore: from > 0,
  };
};
