// Reads what `helm template` made from standard input, and compares what its workloads give the services with what these read.
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { configOf, given, services } from './variables.mjs';

const standardInput = 0;
const documents = parseAllDocuments(readFileSync(standardInput, 'utf8')).map((document) => document.toJS());
const workloads = documents.filter((document) => document?.kind === 'StatefulSet');
const found = [];

for (const name of services) {
  const pod = workloads.find(({ metadata }) => metadata.name.endsWith(`-${name}`))?.spec.template.spec;
  if (pod === undefined) {
    found.push(`${name} is missing`);
    continue;
  }
  const [container] = pod.containers;
  const environment = Object.fromEntries(container.env.map((variable) => [variable.name, variable.value]));
  const files = pod.volumes.flatMap(({ projected }) => projected?.sources ?? []).flatMap(({ secret }) => secret.items);
  const asFiles = files.flatMap(({ path }) => (path.startsWith('CUNJIAN_') ? [[path, given[path]]] : []));
  for (const wrong of configOf(name, { ...environment, ...Object.fromEntries(asFiles) }))
    found.push(`${name}: ${wrong}`);
  for (const variable of ['CUNJIAN_SERVICE_KEY', 'CUNJIAN_SERVICE_KEYS'])
    if (!files.some(({ path }) => environment[variable] === `/run/secrets/${path}`))
      found.push(`${name}: ${variable} names ${environment[variable]}, which is not mounted`);
  if (name === 'gateway' && asFiles.some(([path]) => /EVENTSTOREDB|MONGODB/.test(path)))
    found.push('the gateway is given the address of a store');
  const { readOnlyRootFilesystem, allowPrivilegeEscalation } = container.securityContext;
  if (
    readOnlyRootFilesystem !== true ||
    allowPrivilegeEscalation !== false ||
    pod.securityContext.runAsNonRoot !== true
  )
    found.push(`${name} can write to its image, or gain rights`);
}

for (const line of found) console.error(line);
console.log(`chart: ${workloads.length} workloads, ${found.length} findings`);
process.exit(found.length === 0 ? 0 : 1);
