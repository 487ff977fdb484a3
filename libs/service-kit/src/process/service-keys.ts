import { readFile } from 'node:fs/promises';
import type { Clock, Random } from '@cunjian/kernel';
import type { JSONWebKeySet, JWK } from 'jose';
import { ConfigError } from '../config.ts';
import { createServiceIdentity, type ServiceIdentity } from '../remote/service-token.ts';

const readJson = async (variable: string, file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new ConfigError(
      `${variable} is ${JSON.stringify(file)}, which can't be read as JSON. Make the services' keys first (cunjian service-keys --help).`,
      { cause },
    );
  }
};

export interface ServiceKeyFiles {
  readonly CUNJIAN_SERVICE_KEY: string;
  readonly CUNJIAN_SERVICE_KEYS: string;
}

/** The identity that the two files give `service`. Throws a `ConfigError` where they hold no such keys. */
export const openServiceIdentity = async (
  service: string,
  { CUNJIAN_SERVICE_KEY: keyFile, CUNJIAN_SERVICE_KEYS: keysFile }: ServiceKeyFiles,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<ServiceIdentity> => {
  const key = (await readJson('CUNJIAN_SERVICE_KEY', keyFile)) as JWK;
  const keys = (await readJson('CUNJIAN_SERVICE_KEYS', keysFile)) as JSONWebKeySet;
  const own = keys.keys?.find(({ kid }) => kid === service);
  if (own === undefined || own.x !== key.x)
    throw new ConfigError(
      `CUNJIAN_SERVICE_KEYS does not hold the public half of the key of ${service}: the others would turn it away`,
    );
  return createServiceIdentity({ service, key, keys, clock, random });
};
