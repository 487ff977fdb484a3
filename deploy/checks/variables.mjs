// What the services read, for checks of what deployments give them.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { auditSettings } from '@cunjian/audit/config';
import { consultationSettings, issuerSettings } from '@cunjian/consultation/config';
import { gatewaySettings } from '@cunjian/gateway/config';
import { integrationSettings } from '@cunjian/integration/config';
import { registrySettings } from '@cunjian/registry/config';
import { readConfig } from '@cunjian/service-kit';
import { serviceSettings } from '@cunjian/service-kit/process';
import { z } from 'zod';

const root = resolve(import.meta.dirname, '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');

/** As an operator would set what has no default, and the secrets. */
export const given = {
  CUNJIAN_ORIGIN: 'cunjian.example.gov.cn',
  CUNJIAN_OPERATORS: 'one,two',
  CUNJIAN_URL: 'https://cunjian.example.gov.cn',
  CUNJIAN_OIDC_ISSUER: 'https://id.example.gov.cn',
  CUNJIAN_OIDC_CLIENT_ID: 'cunjian',
  CUNJIAN_OIDC_AUDIENCE: 'cunjian',
  CUNJIAN_OIDC_CLIENT_SECRET: 'secret',
  CUNJIAN_EVENTSTOREDB: 'esdb://eventstoredb:2113?tls=true',
  CUNJIAN_MONGODB: 'mongodb://cunjian:secret@mongodb:27017/?replicaSet=rs0',
  CUNJIAN_KAFKA_PASSWORD: 'secret',
  CUNJIAN_ISSUER_URL: 'https://issuer.town.example',
  CUNJIAN_ISSUER_HANDS: 'the town',
  CUNJIAN_ISSUER_TOKEN: 'A'.repeat(43),
};

/** ENV of the Dockerfile. */
const ofImage = Object.fromEntries(
  [...read('deploy/docker/Dockerfile').matchAll(/\b(CUNJIAN_[A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name, value]),
);
/** The gateway's main has some beside those of its config. */
const urls = [...read('gateway/src/main.ts').matchAll(/(CUNJIAN_[A-Z]+_URL):/g)].map(([, name]) => [name, z.url()]);
const settings = {
  registry: registrySettings,
  publication: z.object({}),
  consultation: consultationSettings.extend(issuerSettings.shape),
  audit: auditSettings,
  integration: integrationSettings,
  gateway: gatewaySettings.extend(Object.fromEntries(urls)),
};

export const services = Object.keys(settings);

/** What is wrong with the variables that a deployment gives a service: too few, bad ones, or such as nobody reads. */
export const configOf = (service, environment) => {
  const own = settings[service];
  const unread = Object.keys(environment)
    .filter((name) => !(name in own.shape) && !(name in serviceSettings.shape))
    .map((name) => `${name} is read by nobody`);
  try {
    // The files of keys that they name are of the machine that runs them.
    readConfig(serviceSettings.extend(own.shape), { ...ofImage, ...environment });
    return unread;
  } catch (error) {
    return [...unread, error.message];
  }
};
