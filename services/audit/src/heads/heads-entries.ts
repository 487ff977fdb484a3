import type { AuditEvent } from '@cunjian/contracts';
import { decodeBase64, formatCheckpointText } from '@cunjian/tlog';
import type { Origins } from '../signing/origins.ts';

export type HeadsAdvanced = Extract<AuditEvent, { type: 'heads-advanced' }>['data'];

const encoder = new TextEncoder();

/** An entry of the heads log: the text of a division's checkpoint, unsigned, so that it outlives any key. */
export const headEntry = (origins: Origins, head: HeadsAdvanced['heads'][number]): Uint8Array =>
  encoder.encode(
    formatCheckpointText({ origin: origins.of(head.log), size: head.size, root: decodeBase64(head.root) }),
  );
