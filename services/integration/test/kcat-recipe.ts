import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const readme = resolve(import.meta.dirname, '../../../docs/events/README.md');

/** Carries out what docs/events tells integrators to type, on another broker and topic, up to its end; what it prints, by line. */
export const followRecipe = async (broker: string, topic: string): Promise<readonly string[]> => {
  const [, recipe = ''] = (await readFile(readme, 'utf8')).split('## With kcat');
  const commands = [...recipe.matchAll(/```sh\n(.*?)```/gs)]
    .map(([, block = '']) => block)
    .join('')
    .replaceAll('127.0.0.1:9092', broker)
    .replaceAll('cunjian.publication.v1', topic)
    .replaceAll('kcat -b', 'kcat -e -q -b');
  const cwd = await mkdtemp(join(tmpdir(), 'cunjian-recipe-'));
  try {
    return (await run('sh', ['-euc', commands], { cwd })).stdout.trim().split('\n');
  } finally {
    await rm(cwd, { recursive: true });
  }
};
