import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { run } from './server-process.ts';

const devFolder = resolve(import.meta.dirname, '..');
const cache = resolve(devFolder, '../../node_modules/.cache/cunjian-dev');
const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

/** A program of the machine that is missing; says what to install. */
const need = async (program: string, argument: string, remedy: string): Promise<void> => {
  try {
    await run(program, [argument]);
  } catch (cause) {
    throw new Error(`${program} can't be run: ${remedy}`, { cause });
  }
};

/**
 * The jars that `<name>/pom.xml` names, at the versions it names, fetched once by Maven from whatever repository it is set up
 * with; the folder that holds them, as a class path.
 */
export const fetchJars = async (name: string): Promise<string> => {
  await need('java', '-version', 'install a JDK of 17 or later (Debian: default-jdk-headless)');
  const pom = join(devFolder, name, 'pom.xml');
  const version = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cache, `${name}-${version}`);
  if (!existsSync(folder)) {
    await need('mvn', '--version', 'install Maven (Debian: maven), which fetches the servers');
    const fetching = `${folder}.${process.pid}`;
    await mkdir(fetching, { recursive: true });
    await run('mvn', ['-q', '-B', '-f', pom, plugin, `-DoutputDirectory=${fetching}`]);
    // Two that fetch at once fetch the same.
    await rename(fetching, folder).catch(() => rm(fetching, { recursive: true }));
  }
  return join(folder, '*');
};
