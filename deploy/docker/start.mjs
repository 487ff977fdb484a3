// The entry of the image: `start.mjs registry`, or `start.mjs cunjian backup --data …` for an operator. Secrets come as files
// that bear the names of variables, so that neither `docker inspect` nor the list of processes shows them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(import.meta.dirname, '../..');
const secretsFolder = process.env.CUNJIAN_SECRETS ?? '/run/secrets';

/** A variable that is set counts; what is no variable of ours is left alone. */
const takeSecrets = () => {
  if (!existsSync(secretsFolder)) return;
  for (const name of readdirSync(secretsFolder))
    if (/^CUNJIAN_[A-Z_]+$/.test(name) && process.env[name] === undefined)
      process.env[name] = readFileSync(join(secretsFolder, name), 'utf8').trimEnd();
};

const mainOf = (name) => {
  if (name === 'cunjian') return 'cli/bin/cunjian.mjs';
  return name === 'gateway' ? 'gateway/src/main.ts' : `services/${name}/src/main.ts`;
};

const [name = ''] = process.argv.splice(2, 1);
const main = join(root, mainOf(name));
if (!/^[a-z]+$/.test(name) || !existsSync(main)) {
  console.error(
    `no service is named ${JSON.stringify(name)}. Name registry, publication, consultation, audit, integration, gateway, or cunjian.`,
  );
  process.exit(2);
}
takeSecrets();
await import(pathToFileURL(main).href);
