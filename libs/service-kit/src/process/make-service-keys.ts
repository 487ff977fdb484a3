import { createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ServiceKeys {
  /** JWKS of all public keys; `kid` is the service's name. */
  readonly keys: string;
  /** File with the private key (JWK) of a service, mode 0600. */
  readonly keyOf: (service: string) => string;
  /** Services whose key was made now. */
  readonly made: readonly string[];
}

export interface MakeServiceKeysOptions {
  /** Makes keys also where there are some: the old ones count no more once all services have started again. */
  readonly renew?: boolean;
}

/** X25519 (RFC 8037), one a service, in files of `folder`. Keys that are there are kept. */
export const makeServiceKeys = async (
  folder: string,
  services: readonly string[],
  { renew = false }: MakeServiceKeysOptions = {},
): Promise<ServiceKeys> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keyOf = (service: string): string => join(folder, `${service}.key.json`);
  const keys = join(folder, 'services.jwks.json');
  const made: string[] = [];
  const shown: JsonWebKey[] = [];
  for (const service of services) {
    const kept = !renew && existsSync(keyOf(service));
    if (!kept) {
      const { privateKey } = generateKeyPairSync('x25519');
      await writeFile(keyOf(service), JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
      made.push(service);
    }
    const key = JSON.parse(await readFile(keyOf(service), 'utf8')) as JsonWebKey;
    shown.push({ ...createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' }), kid: service });
  }
  await writeFile(keys, JSON.stringify({ keys: shown }, undefined, 2));
  return { keys, keyOf, made };
};
