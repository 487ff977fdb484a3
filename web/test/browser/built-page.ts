import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const dist = resolve(import.meta.dirname, '../../dist');

/** A copy of the built page in `folder`: whoever builds it anew meanwhile does not pull it from under a running browser. */
export const copyBuiltPage = async (folder: string): Promise<string> => {
  const index = join(folder, 'index.html');
  if (existsSync(dist)) await cp(dist, folder, { recursive: true });
  const named = existsSync(index)
    ? [...(await readFile(index, 'utf8')).matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)]
    : [];
  if (named.length === 0 || !named.every(([, asset = '']) => existsSync(join(folder, asset))))
    throw new Error(`${dist} holds no whole page: run  npx nx run @cunjian/web:build  first`);
  return folder;
};
