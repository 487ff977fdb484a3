import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Random } from '@cunjian/kernel';
import { openBlindIssuer, type BlindIssuer } from '@cunjian/secret-ballot/node';
import { loadOrCreateSecret } from '@cunjian/service-kit';
import { CommandRefused } from '../output.ts';

export interface IssuerOptions {
  /** Its keys, its record of what it signed, and its password. */
  readonly dir: string;
  /** Of the key of its statements; by default this machine's. It can't be changed later: the key is known by it. */
  readonly name?: string | undefined;
  readonly random: Random;
}

/** An issuer without its HTTP. */
export interface OpenedIssuer {
  readonly issuer: BlindIssuer;
  /** What the deployment has to show: base64url of 32 random bytes. */
  readonly token: string;
}

const nameOf = async (dir: string, given: string | undefined): Promise<string> => {
  const file = join(dir, 'issuer.name');
  const kept = existsSync(file) ? (await readFile(file, 'utf8')).trim() : undefined;
  if (kept !== undefined && given !== undefined && kept !== given)
    throw new CommandRefused(`this issuer is named ${kept}, and others know its key by that name: leave out --name`);
  const name = kept ?? given ?? hostname();
  if (kept === undefined) await writeFile(file, `${name}\n`, { mode: 0o600 });
  return name;
};

export const openIssuer = async ({ dir, name: given, random }: IssuerOptions): Promise<OpenedIssuer> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const name = await nameOf(dir, given);
  const secret = await loadOrCreateSecret(join(dir, 'issuer.key'), random);
  const token = await loadOrCreateSecret(join(dir, 'issuer.token'), random);
  return { issuer: openBlindIssuer({ dir, name, secret }), token: Buffer.from(token).toString('base64url') };
};
