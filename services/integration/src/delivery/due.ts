import type { Caller } from '@cunjian/access';
import { isWithin } from '@cunjian/divisions';
import type { StoredEvent } from '@cunjian/event-store';
import { viewEntries, type EntryView, type ViewOptions } from '../feed/entry-view.ts';
import { divisionOfLog, type Place, type Places } from '../feed/places.ts';
import type { WebhookDocument } from '../projections/webhooks.ts';

export interface DueOptions extends ViewOptions {
  readonly places: Places;
}

export interface Due {
  readonly view: EntryView;
  readonly position: string;
}

/** What of these events is for a webhook, with their positions. */
export const dueOf = async (
  options: DueOptions,
  webhook: WebhookDocument,
  caller: Caller,
  events: readonly StoredEvent[],
): Promise<readonly Due[]> => {
  const found = await options.places.of(events.map(({ id }) => id));
  const entries = events.flatMap((stored) => {
    const place = found.get(stored.id);
    return place !== undefined && isFor(webhook, place) ? [{ place, stored }] : [];
  });
  const positions = new Map(entries.map(({ place }) => [place.event, place.position]));
  const views = await viewEntries(options, caller, entries, webhook.types);
  return views.flatMap((view) => {
    const position = positions.get(view.id);
    return position === undefined ? [] : [{ view, position }];
  });
};

const isFor = ({ divisions }: WebhookDocument, { log }: Place): boolean => {
  const division = divisionOfLog(log);
  return division !== undefined && divisions.some((scope) => isWithin(division, scope));
};
