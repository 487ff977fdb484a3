import { join } from 'node:path';
import { refuse, type Refused } from '@cunjian/kernel';
import { loadOrCreateSecret, type ServiceRuntime } from '@cunjian/service-kit';
import { createSigner } from '@cunjian/tlog';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { BallotBox } from '../box/ballot-box.ts';
import { openBallotBox } from '../box/sqlite-ballot-box.ts';
import { openEmbeddedIssuer } from '../issuers/embedded-issuer.ts';
import { openHttpIssuer } from '../issuers/http-issuer.ts';
import type { Issuer, Issuers } from '../issuers/issuer.ts';
import { createCasting, type Casting } from './casting.ts';
import { createKnownBallots, type KnownBallots } from './known-ballots.ts';
import { createOnlineChannel } from './online-channel.ts';

/** What secret ballots need beside the event store. */
export interface SecretRooms {
  readonly box: BallotBox;
  /** Undefined where one hand alone could sign tokens. */
  readonly issuers: Issuers | undefined;
  readonly known: KnownBallots;
  readonly casting: Casting;
  close(): Promise<void>;
}

/** Who the second issuer is: a process in other hands, or for a demo one in this process. */
export type SecondIssuer =
  | { readonly kind: 'http'; readonly url: string; readonly token: string; readonly hands: string }
  | { readonly kind: 'demo' };

export interface SecretRoomsOptions {
  readonly runtime: ServiceRuntime;
  /** The deployment's data folder: `box/` and `issuer/` of it stay out of backups. */
  readonly dataDir: string;
  /** Its name: the issuer's key is named `<deployment>/issuer`. */
  readonly deployment: string;
  readonly second?: SecondIssuer | undefined;
}

const demoHands = '演示：第二签发方也在本系统内，无记名不可信 · Demo: both issuers run here, nothing is secret';

export const openSecretRooms = async (options: SecretRoomsOptions): Promise<SecretRooms> => {
  const { runtime, dataDir, deployment, second } = options;
  const { random, clock } = runtime;
  const dir = join(dataDir, 'issuer');
  const name = `${deployment}/issuer`;
  const secret = await loadOrCreateSecret(join(dir, 'issuer.key'), random);
  const first = openEmbeddedIssuer({ issuer: 'deployment', hands: deployment, dir, name, secret });
  const openSecond = async (): Promise<Issuer | undefined> => {
    if (second === undefined) return undefined;
    if (second.kind === 'http') return openHttpIssuer(second);
    const folder = join(dataDir, 'issuer-demo');
    const seed = await loadOrCreateSecret(join(folder, 'issuer.key'), random);
    const options = { dir: folder, name: `${deployment}/issuer-demo`, secret: seed };
    return openEmbeddedIssuer({ issuer: 'second', hands: demoHands, ...options });
  };
  const other = await openSecond();
  const box = openBallotBox({ dir: join(dataDir, 'box') });
  const known = createKnownBallots({ runtime });
  const signer = createSigner({ name, secret }, nodeEd25519);
  return {
    box,
    issuers: other === undefined ? undefined : [first, other],
    known,
    casting: createCasting({ box, known, online: createOnlineChannel({ runtime }, box), signer, clock }),
    close: async () => {
      await Promise.all([box.close(), first.close(), other?.close()]);
    },
  };
};

/** Refuses `issuer.none-second` where this process was put together without them. */
export const roomsOf = ({ secret }: { readonly secret?: SecretRooms | undefined }): SecretRooms | Refused =>
  secret ?? refuse('issuer.none-second');
