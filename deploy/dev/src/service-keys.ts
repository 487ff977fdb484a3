/** `node deploy/dev/src/service-keys.ts --dir <folder> registry publication …`: makes the services' keys, a file each. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

export interface ServiceKeys {
  /** JWKS of all public keys; `kid` is the service's name. */
  readonly keys: string;
  /** File with the private key (JWK) of a service, mode 0600. */
  readonly keyOf: (service: string) => string;
}

/** Ed25519 (RFC 8037), one a service. */
export const makeServiceKeys = async (folder: string, services: readonly string[]): Promise<ServiceKeys> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keyOf = (service: string): string => join(folder, `${service}.key.json`);
  const keys = join(folder, 'services.jwks.json');
  const shown = services.map((service) => ({ service, ...generateKeyPairSync('ed25519') }));
  for (const { service, privateKey } of shown)
    await writeFile(keyOf(service), JSON.stringify(privateKey.export({ format: 'jwk' })), { mode: 0o600 });
  const jwks = shown.map(({ service, publicKey }) => ({ ...publicKey.export({ format: 'jwk' }), kid: service }));
  await writeFile(keys, JSON.stringify({ keys: jwks }, undefined, 2));
  return { keys, keyOf };
};

if (import.meta.main) {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { dir: { type: 'string' } } });
  if (values.dir === undefined || positionals.length === 0) {
    console.error('usage: node deploy/dev/src/service-keys.ts --dir <folder> registry publication audit gateway …');
    process.exit(2);
  }
  const { keys } = await makeServiceKeys(values.dir, positionals);
  console.log(keys);
}
