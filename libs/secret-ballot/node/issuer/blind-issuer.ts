import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRefused, refuse, type Refused } from '@cunjian/kernel';
import { createSigner, formatVkey } from '@cunjian/tlog';
import { createNodeHasher, nodeEd25519 } from '@cunjian/tlog/node';
import { decodeBase64Url, encodeBase64Url } from '../../src/bytes.ts';
import { issuanceRoot, signIssuance, type Issued } from '../../src/statements/issuance.ts';
import { issuerKeyBytes } from '../../src/tokens/rsabssa.ts';
import { blindSign, newIssuerSecret, readIssuerSecret, type IssuerSecret } from '../blind-sign.ts';
import { openIssuerStore, type IssuedBallot } from './issuer-store.ts';

export interface BlindIssuerOptions {
  /** Its keys and its record of what it signed. */
  readonly dir: string;
  /** Of its Ed25519 key, without spaces and plus signs: `town.example/issuer`. */
  readonly name: string;
  /** Seed of that key, 32 bytes. */
  readonly secret: Uint8Array;
}

export interface IssueRequest {
  readonly ballot: string;
  /** Whose entry of the roll it is for. */
  readonly person: string;
  /** Blinded, base64url of 256 bytes. */
  readonly request: string;
}

/** The keys that tell a ballot's opening who signs its tokens. */
export interface IssuerKeys {
  /** Modulus of the key that signs blindly, for this ballot alone; base64url. */
  readonly key: string;
  /** C2SP verifier key of the issuer's statements. */
  readonly vkey: string;
}

/** One of two issuers, without its process: it signs one request for each entry of a roll, and never forgets which. */
export interface BlindIssuer {
  readonly vkey: string;
  /** Makes the ballot's key; the same ever after. */
  prepare(ballot: string): Promise<IssuerKeys>;
  /**
   * Signs, and keeps all of it before it answers, in one write. What it signed before it answers again.
   * Refuses `issuer.unknown-ballot`, `issuer.ended`, `issuer.another-request`, `token-request.malformed`.
   */
  issue(requests: readonly IssueRequest[]): readonly (string | Refused)[];
  /** Ends it for ever, forgets the private key, and gives the signed statement. Refuses `issuer.unknown-ballot`. */
  end(ballot: string): string | Refused;
  close(): void;
}

/** Private keys kept parsed, one a ballot: few ballots are open at once. */
const maxCachedKeys = 100;

/** Synchronous but for making keys, so that nothing comes between looking and keeping. */
export const openBlindIssuer = ({ dir, name, secret }: BlindIssuerOptions): BlindIssuer => {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const store = openIssuerStore(join(dir, 'issuer.sqlite'));
  const signer = createSigner({ name, secret }, nodeEd25519);
  const vkey = formatVkey(signer);
  const keys = new Map<string, IssuerSecret>();

  const keyOf = (ballot: string, { pem }: IssuedBallot): IssuerSecret | undefined => {
    const key = keys.get(ballot) ?? (pem === undefined ? undefined : readIssuerSecret(pem));
    if (key === undefined) return undefined;
    if (keys.size >= maxCachedKeys) keys.clear();
    keys.set(ballot, key);
    return key;
  };

  const sign = ({ ballot, person, request }: IssueRequest): string | Refused => {
    const known = store.ballot(ballot);
    if (known === undefined) return refuse('issuer.unknown-ballot', { ballot }, 'ballot');
    const before = store.issued(ballot, person);
    if (before !== undefined)
      return before.request === request ? before.signature : refuse('issuer.another-request', {}, 'requests');
    const key = keyOf(ballot, known);
    if (known.statement !== undefined || key === undefined) return refuse('issuer.ended', {}, 'ballot');
    const blinded = decodeBase64Url(request, issuerKeyBytes);
    const signature = blinded === undefined ? refuse('token-request.malformed') : blindSign(key, blinded);
    return isRefused(signature) ? signature : encodeBase64Url(signature);
  };

  return {
    vkey,
    prepare: async (ballot) => {
      if (store.ballot(ballot) === undefined) {
        const { publicKey, pem } = await newIssuerSecret();
        store.addBallot(ballot, publicKey, pem);
      }
      return { key: store.ballot(ballot)?.key ?? '', vkey };
    },
    issue: (requests) => {
      const signed = new Map<string, Issued & { readonly ballot: string }>();
      const answers = requests.map((request) => {
        const asked = JSON.stringify([request.ballot, request.person]);
        const here = signed.get(asked);
        if (here !== undefined)
          return here.request === request.request ? here.signature : refuse('issuer.another-request', {}, 'requests');
        const signature = sign(request);
        if (!isRefused(signature) && store.issued(request.ballot, request.person) === undefined)
          signed.set(asked, { ...request, signature });
        return signature;
      });
      if (signed.size > 0) store.addIssued([...signed.values()]);
      return answers;
    },
    end: (ballot) => {
      const known = store.ballot(ballot);
      if (known === undefined) return refuse('issuer.unknown-ballot', { ballot }, 'ballot');
      if (known.statement !== undefined) return known.statement;
      const issued = store.allIssued(ballot);
      const root = issuanceRoot(issued, createNodeHasher());
      const statement = signIssuance({ issuer: name, ballot, count: issued.length, root }, signer);
      store.end(ballot, statement);
      keys.delete(ballot);
      return statement;
    },
    close: () => store.close(),
  };
};
