import { readFileSync } from 'node:fs';
import type { Clock, Random } from '@cunjian/kernel';
import type { JSONWebKeySet, JWK } from 'jose';
import { ConfigError } from '../config.ts';
import { createServiceIdentity, type ServiceIdentity } from '../remote/service-token.ts';
import { agreeKeys } from '../remote/signed-token.ts';

export interface ServiceKeyFiles {
  readonly CUNJIAN_SERVICE_KEY: string;
  readonly CUNJIAN_SERVICE_KEYS: string;
}
type Named = { readonly [Variable in keyof ServiceKeyFiles]?: string | undefined };

const readKeys = (service: string, files: Named) => {
  const faults: string[] = [];
  const read = (variable: keyof ServiceKeyFiles): unknown => {
    const file = files[variable] ?? '';
    if (file === '') return undefined;
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      faults.push(
        `  ${variable} is ${JSON.stringify(file)}, which can't be read as JSON. Make the services' keys first (cunjian service-keys --help).`,
      );
      return undefined;
    }
  };
  const key = read('CUNJIAN_SERVICE_KEY') as JWK | undefined;
  const keys = read('CUNJIAN_SERVICE_KEYS') as JSONWebKeySet | undefined;
  const own = keys?.keys?.find(({ kid }) => kid === service);
  if (key !== undefined && keys !== undefined && (own === undefined || own.x !== key.x))
    faults.push(
      `  CUNJIAN_SERVICE_KEYS does not hold the public half of the key of ${service}: the others would turn it away.`,
    );
  else if (key !== undefined && keys !== undefined && faults.length === 0) faults.push(...faultsOfAgreeing(key, keys));
  return { key, keys, faults };
};

const faultsOfAgreeing = (key: JWK, keys: JSONWebKeySet): readonly string[] => {
  try {
    agreeKeys(key, keys);
    return [];
  } catch (error) {
    return [
      `  CUNJIAN_SERVICE_KEY and CUNJIAN_SERVICE_KEYS: ${error instanceof Error ? error.message : String(error)}`,
    ];
  }
};

/** What is wrong with the files of keys that are named, for `readConfig`: a line each. */
export const faultsOfServiceKeys = (service: string, files: Named): readonly string[] =>
  readKeys(service, files).faults;

/** The identity that the two files give `service`. Throws a `ConfigError` where they hold no such keys. */
export const openServiceIdentity = async (
  service: string,
  files: ServiceKeyFiles,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Promise<ServiceIdentity> => {
  const { key, keys, faults } = readKeys(service, files);
  if (key === undefined || keys === undefined || faults.length > 0)
    throw new ConfigError(`the keys of ${service} can't be used:\n${faults.join('\n')}`);
  return createServiceIdentity({ service, key, keys, clock, random });
};
