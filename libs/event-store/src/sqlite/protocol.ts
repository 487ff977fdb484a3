import type { EventToAppend, ExpectedRevision } from '../port.ts';

export const saltBytes = 32;

export interface AppendRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}

/**
 * What is waiting, as one message and later one transaction. Columns and one packed buffer instead of objects:
 * cloning a thousand small typed arrays costs more than writing them.
 */
export interface Group {
  /** By request. */
  readonly streams: readonly string[];
  /** First revision each request writes. */
  readonly revisions: readonly number[];
  readonly counts: readonly number[];
  /** By event. */
  readonly ids: readonly string[];
  readonly types: readonly string[];
  readonly lengths: readonly number[];
  /** Salt and bytes of each event, one after the other. */
  readonly payload: Uint8Array<ArrayBuffer>;
}

export const packGroup = (requests: readonly AppendRequest[], totalBytes: number, events: number): Group => {
  const payload = new Uint8Array(totalBytes + events * saltBytes);
  const group = {
    streams: [] as string[],
    revisions: [] as number[],
    counts: [] as number[],
    ids: [] as string[],
    types: [] as string[],
    lengths: [] as number[],
    payload,
  };
  let offset = 0;
  for (const request of requests) {
    group.streams.push(request.stream);
    group.revisions.push(request.expected === 'none' ? 0 : request.expected + 1);
    group.counts.push(request.events.length);
    for (const event of request.events) {
      group.ids.push(event.id);
      group.types.push(event.type);
      group.lengths.push(event.bytes.length);
      payload.set(event.salt, offset);
      payload.set(event.bytes, offset + saltBytes);
      offset += saltBytes + event.bytes.length;
    }
  }
  return group;
};

/** By request of the group: where it ended up, or why not. */
export interface Written {
  /** Position of the last event, or `wrongRevision`, or `duplicateId`. */
  readonly positions: readonly number[];
  /** Revision of the stream's last event after the request; -1: the stream does not exist. */
  readonly revisions: readonly number[];
}
export const wrongRevision = 0;
export const duplicateId = -1;

export type ToWriter = { readonly group: Group } | 'close';

export type FromWriter =
  | 'ready'
  | { readonly written: Written }
  /** Nothing of the group is in the store. */
  | { readonly full: true }
  /** Nothing of the group is in the store. */
  | { readonly locked: string }
  /** The writer has stopped for good. */
  | { readonly failed: string };
