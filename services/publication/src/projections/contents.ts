import type { DisclosureContent, DisclosureEvent } from '@cunjian/contracts';
import type { Projection } from '@cunjian/processing';

/** The figures of one version, with digests for everything that people wrote. */
export interface ContentDocument {
  readonly disclosure: string;
  readonly version: number;
  readonly content: DisclosureContent;
}

export const contentKey = (disclosure: string, version: number): string => `${disclosure}/${version}`;

/** Key: `contentKey`. A version that went out never changes. */
export const versionContents: Projection<ContentDocument> = {
  name: 'publication-version-contents',
  version: 1,
  events: ['disclosure-published'],
  indexes: [],
  keys: (event) => {
    const { disclosure, version } = event.data as { disclosure: string; version: number };
    return [contentKey(disclosure, version)];
  },
  evolve: (_, { data }) => {
    const { disclosure, version, content } = data as Extract<DisclosureEvent, { type: 'disclosure-published' }>['data'];
    return { disclosure, version, content };
  },
};

/** Key: the disclosure. The version in preparation; gone once it is out or thrown away. */
export const candidateContents: Projection<ContentDocument> = {
  name: 'publication-candidate-contents',
  version: 1,
  events: [
    'disclosure-drafted',
    'disclosure-revised',
    'disclosure-corrected',
    'disclosure-discarded',
    'disclosure-published',
  ],
  indexes: [],
  keys: (event) => [(event.data as { disclosure: string }).disclosure],
  evolve: (document, { name, data }) => {
    const event = { type: name, data } as DisclosureEvent;
    switch (event.type) {
      case 'disclosure-drafted':
        return { disclosure: event.data.disclosure, version: 1, content: event.data.content };
      case 'disclosure-corrected':
        return { disclosure: event.data.disclosure, version: event.data.version, content: event.data.content };
      case 'disclosure-revised':
        return document && { ...document, content: event.data.content };
      default:
        return undefined;
    }
  },
};
