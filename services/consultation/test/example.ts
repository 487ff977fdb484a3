import type { Attachment, Digest, DueDate } from '@cunjian/contracts';

/** A digest that a reader of a spec can tell from others. */
export const digest = (name: string): Digest => name.padEnd(43, '0').slice(0, 43) as Digest;

export const photo: Attachment = {
  name: digest('photo'),
  mediaType: 'image/jpeg',
  bytes: 1_000,
  sha256: 'a'.repeat(64),
};

export const due: DueDate = { lastDay: '2026-04-20', endsAt: '2026-04-20T16:00:00.000Z', rules: [] };
