// What compose.yaml promises, compared with what the services read and with how we say that containers run here. Needs no
// engine and no network: node deploy/checks/compose.mjs
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { mongoDatabases } from '@cunjian/service-kit/engines';
import { parse } from 'yaml';
import { configOf, given, services as known } from './variables.mjs';

const root = resolve(import.meta.dirname, '../..');
const read = (path) => readFileSync(join(root, path), 'utf8');
const found = [];
const complain = (where, what) => found.push(`${where}: ${what}`);

const interpolate = (text) =>
  String(text).replaceAll(
    /\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (_, name, kind, usual) => given[name] ?? (kind === '-' ? usual : ''),
  );

const { services, networks, volumes, secrets } = parse(read('deploy/compose/compose.yaml'), { merge: true });
const secretsOf = ({ secrets: used = [] }) => used.map(({ source }) => source);

const checkVariables = (name, service) => {
  const environment = Object.fromEntries(
    Object.entries(service.environment).map(([key, value]) => [key, interpolate(value)]),
  );
  const asFiles = Object.fromEntries(
    secretsOf(service).flatMap((secret) => (secret.startsWith('CUNJIAN_') ? [[secret, given[secret]]] : [])),
  );
  for (const wrong of configOf(name, { ...asFiles, ...environment })) complain(name, wrong);
  for (const variable of ['CUNJIAN_SERVICE_KEY', 'CUNJIAN_SERVICE_KEYS'])
    if (!secretsOf(service).includes(environment[variable].replace('/run/secrets/', '')))
      complain(name, `${variable} names ${environment[variable]}, which is not mounted`);
};

const checkContainer = (name, service) => {
  if (service.cap_drop?.[0] !== 'ALL') complain(name, 'keeps capabilities');
  if (!service.security_opt?.includes('no-new-privileges:true')) complain(name, 'may gain privileges');
  if (service.deploy?.resources?.limits?.memory === undefined) complain(name, 'has no limit of memory');
  if (service.restart === undefined) complain(name, 'is not started again');
  if (service.logging === undefined) complain(name, 'writes logs without bound');
  if (!/:[\w.-]*\d[\w.-]*\}?$/.test(service.image)) complain(name, `${service.image} is not pinned by version`);
  for (const secret of secretsOf(service)) if (secrets[secret] === undefined) complain(name, `no secret ${secret}`);
  for (const network of service.networks) if (!(network in networks)) complain(name, `no network ${network}`);
  for (const volume of service.volumes ?? [])
    if (!(volume.split(':')[0] in volumes)) complain(name, `no volume ${volume}`);
  for (const [key, value] of Object.entries(service.environment ?? {}))
    if (/PASSWORD|SECRET/.test(key) && !key.endsWith('_FILE'))
      complain(name, `${key} holds ${value}: a secret is a file`);
};

for (const [name, service] of Object.entries(services)) checkContainer(name, service);
for (const name of known) {
  const service = services[name];
  if (service === undefined) complain('compose.yaml', `${name} is missing`);
  else {
    checkVariables(name, service);
    if (service.read_only !== true || service.user !== '1000:1000')
      complain(name, 'can write to its image, or runs as root');
    if (service.networks.includes('stores') !== (name !== 'gateway'))
      complain(name, 'the gateway alone is kept from the stores');
    if (!service.volumes.includes(`${name}:/data`)) complain(name, 'has no volume of its own');
  }
}
for (const network of ['services', 'stores'])
  if (networks[network].internal !== true) complain(network, 'leads outside');

/** Roles that the account gets where the script runs, with what mongosh would give it. */
const grantedBy = (script) => {
  let granted = [];
  const admin = {
    auth: () => undefined,
    runCommand: () => undefined,
    hello: () => ({ isWritablePrimary: true }),
    getUser: () => null,
    createUser: ({ roles }) => (granted = roles.map(({ db }) => db)),
  };
  const fs = { readFileSync: () => 'mongodb://cunjian:secret@mongodb:27017' };
  runInNewContext(script, { db: { getSiblingDB: () => admin }, require: () => fs, URL, print: () => undefined });
  return granted;
};
const granted = grantedBy(read('deploy/compose/mongodb-init.cjs'));
for (const name of mongoDatabases) if (!granted.includes(name)) complain('mongodb-init.cjs', `${name} is not granted`);
for (const name of granted) if (!mongoDatabases.includes(name)) complain('mongodb-init.cjs', `${name} is nobody's`);

for (const line of found) console.error(line);
console.log(`compose.yaml: ${Object.keys(services).length} services, ${found.length} findings`);
process.exit(found.length === 0 ? 0 : 1);
