import { constants, createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { tokenMessage, type IssuerSignature, type OwnToken } from '@cunjian/secret-ballot';
import { nodeEd25519 } from '@cunjian/tlog/node';
import type { SecretVote } from './secret-vote.ts';

const keys = new Map<string, KeyObject>();

const keyIn = (folder: string, ballot: string): KeyObject => {
  const known = keys.get(folder);
  if (known !== undefined) return known;
  const db = new DatabaseSync(join(folder, 'issuer.sqlite'), { readOnly: true });
  const pem = db.prepare('SELECT pem FROM ballot WHERE ballot = ?').get(ballot)?.['pem'];
  db.close();
  const key = createPrivateKey(String(pem));
  keys.set(folder, key);
  return key;
};

/**
 * A token as both issuers together could make it, without blinding: a signature of RSASSA-PSS is all that it is. Fifteen
 * times as fast as taking one, where a spec needs many.
 */
export const mintToken = (dataDir: string, { ballot }: SecretVote, person: string): OwnToken => {
  const bytesOf = (what: string): Uint8Array => createHash('sha256').update(`${what} of ${person}`).digest();
  const secret = new Uint8Array(bytesOf('key'));
  const key = Buffer.from(nodeEd25519.publicKey(secret)).toString('base64url');
  const signedIn = (folder: string): IssuerSignature => {
    const prefix = bytesOf(folder);
    const padding = constants.RSA_PKCS1_PSS_PADDING;
    const message = Buffer.concat([prefix, tokenMessage(ballot, key)]);
    const signature = sign('sha384', message, { key: keyIn(join(dataDir, folder), ballot), padding, saltLength: 48 });
    return { prefix: Buffer.from(prefix).toString('base64url'), signature: signature.toString('base64url') };
  };
  return { secret, token: { key, signatures: [signedIn('issuer'), signedIn('issuer-demo')] } };
};
