import { logOrigin } from '@cunjian/contracts';
import { topicName, withheldType } from '@cunjian/contracts/integration-messages';
import { isForEverybody } from '@cunjian/contracts/envelope-fields';
import { canonicalJson } from '@cunjian/kernel';
import { commitmentOf } from '@cunjian/tlog';
import { createNodeHasher } from '@cunjian/tlog/node';
import type { Link } from '../log-chains.ts';
import type { Message } from './publisher.ts';

const hasher = createNodeHasher();
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** The entry of the log as the data of a CloudEvent of ours: it says that something was sealed here, and nothing else. */
const withheld = ({ event: { id }, division }: Link, commitment: string): Uint8Array =>
  Buffer.from(
    canonicalJson({
      specversion: '1.0',
      id,
      source: 'integration',
      type: withheldType,
      datacontenttype: 'application/json',
      partitionkey: division,
      data: { commitment, id },
    }),
  );

/** What integrators get of a sealed event (DESIGN.md decision 19): all of it with its salt where it is public, else the commitment. */
export const messageOf = (link: Link, deployment: string): Message => {
  const { event, division, log, index, previous, service } = link;
  const commitment = base64(commitmentOf(event, hasher));
  const isPublic = isForEverybody(event.bytes);
  const headers: Readonly<Record<string, string>> = {
    'content-type': 'application/cloudevents+json',
    'cunjian-log': logOrigin(deployment, log),
    'cunjian-index': String(index),
    'cunjian-commitment': commitment,
    ...(previous === undefined ? {} : { 'cunjian-previous-index': String(previous) }),
    ...(isPublic ? { 'cunjian-salt': base64(event.salt) } : {}),
  };
  return {
    topic: topicName(service),
    key: division,
    value: isPublic ? event.bytes : withheld(link, commitment),
    headers,
  };
};
