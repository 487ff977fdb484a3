import type { Attachment, Digest, NoticeEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

interface Text {
  readonly title: Digest;
  readonly text: Digest;
  readonly attachments: readonly Attachment[];
}

export interface NoticeVersion extends Text {
  readonly version: number;
  /** Id of the event that holds all of it. */
  readonly event: string;
  /** Where that event is in the store, decimal: what its place in the log is asked by. */
  readonly position: string;
  readonly publishedAt: string;
  readonly supersededAt?: string | undefined;
  readonly reason?: Digest | undefined;
}

export interface NoticeDocument {
  readonly notice: string;
  readonly division: string;
  readonly body: string;
  readonly status: 'draft' | 'published' | 'withdrawn';
  readonly draftedAt: string;
  readonly draft?: Text | undefined;
  /** Oldest first. */
  readonly versions: readonly NoticeVersion[];
  readonly firstPublishedAt?: string | undefined;
  readonly withdrawnAt?: string | undefined;
  readonly withdrawalReason?: Digest | undefined;
}

const textOf = ({ title, text, attachments }: Text): Text => ({ title, text, attachments });

/** Key: the notice. */
export const notices: Projection<NoticeDocument> = {
  name: 'publication-notices',
  version: 1,
  events: ['notice-drafted', 'notice-revised', 'notice-published', 'notice-corrected', 'notice-withdrawn'],
  indexes: [
    ['division', 'firstPublishedAt'],
    ['division', 'status', 'draftedAt'],
  ],
  keys: (event) => [(event.data as { notice: string }).notice],
  evolve: (document, { name, data, id, position, time }) => {
    const event = { type: name, data } as NoticeEvent;
    if (event.type === 'notice-drafted') {
      const { notice, division, body } = event.data;
      return { notice, division, body, status: 'draft', draftedAt: time, draft: textOf(event.data), versions: [] };
    }
    if (document === undefined) return undefined;
    switch (event.type) {
      case 'notice-revised':
        return { ...document, draft: textOf(event.data) };
      case 'notice-published':
      case 'notice-corrected': {
        const { version } = event.data;
        const reason = event.type === 'notice-corrected' ? event.data.reason : undefined;
        const place = { event: id, position: String(position) };
        const next = { version, ...place, publishedAt: time, reason, ...textOf(event.data) };
        return {
          ...document,
          status: 'published',
          draft: undefined,
          versions: [...document.versions.map((earlier) => ({ supersededAt: time, ...earlier })), next],
          firstPublishedAt: document.firstPublishedAt ?? time,
        };
      }
      case 'notice-withdrawn':
        return { ...document, status: 'withdrawn', withdrawnAt: time, withdrawalReason: event.data.reason };
      default:
        return document;
    }
  },
};
