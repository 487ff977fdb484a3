import type { Decider } from '@cunjian/kernel';
import { parseLogName, type AuditEvent } from '@cunjian/contracts';

type Cosigned = Extract<AuditEvent, { type: 'heads-cosigned' }>;
export type HeadsCosigned = Cosigned['data'];
export type Cosignature = HeadsCosigned['cosignatures'][number];

/** All that witnesses said of one tree; with a prefix that is never sealed, as the heads themselves. */
export const cosignedStream = ({ log, size }: Pick<HeadsCosigned, 'log' | 'size'>): string =>
  `heads-cosigned-${parseLogName(log)?.epoch ?? 1}-${size}`;

/** The latest cosignature of each witness, by the name of its key. */
export type Latest = ReadonlyMap<string, Cosignature>;

export const withCosignatures = (latest: Latest, cosignatures: readonly Cosignature[]): Latest => {
  const grown = new Map(latest);
  for (const cosignature of cosignatures)
    if ((grown.get(cosignature.witness)?.timestamp ?? -1) < cosignature.timestamp)
      grown.set(cosignature.witness, cosignature);
  return grown;
};

/** Takes what is newer than what is there; nothing where nothing is. */
export const cosignedDecider: Decider<HeadsCosigned, Latest, Cosigned> = {
  initialState: new Map(),
  decide: (command, latest) => {
    const cosignatures = command.cosignatures.filter(
      ({ witness, timestamp }) => (latest.get(witness)?.timestamp ?? -1) < timestamp,
    );
    return cosignatures.length === 0 ? [] : [{ type: 'heads-cosigned', data: { ...command, cosignatures } }];
  },
  evolve: (latest, { data }) => withCosignatures(latest, data.cosignatures),
};
