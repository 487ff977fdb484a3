import type { EntryView } from '../feed/entry-view.ts';
import type { Message } from './sign.ts';

/** What stands for the type where an entry is not opened. */
export const entryType = 'cunjian.entry';

/**
 * The message of an entry, as Standard Webhooks has it (`type`, `timestamp`, `data`). Its id is the event's, at every
 * attempt and replay. `data.event` is the verbatim text of the CloudEvent: parse it after hashing it.
 */
export const messageOf = ({ id, opening, ...entry }: EntryView, nowMs: number): Message => {
  const data = { ...entry, id, ...(opening === undefined ? {} : { event: opening.event, salt: opening.salt }) };
  const timestamp = opening?.time ?? new Date(nowMs).toISOString();
  return {
    id,
    timestamp: Math.floor(nowMs / 1_000),
    body: JSON.stringify({ type: opening?.type ?? entryType, timestamp, data }),
  };
};
