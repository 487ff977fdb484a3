import { canonicalJson } from '@cunjian/kernel';
import { appendLeaves, decodeBase64, emptyTree, encodeBase64, openNote, portableHasher, signNote } from '@cunjian/tlog';
import { type Signer, type TreeHasher, type Verifier } from '@cunjian/tlog';
import { utf8 } from '../bytes.ts';

/** One answer of an issuer; request and signature base64url. */
export interface Issued {
  /** Whose entry of the roll. */
  readonly person: string;
  readonly request: string;
  readonly signature: string;
}

/** RFC 6962 root over an issuer's answers, canonical JSON each, in the order of the persons (UTF-16 code units). */
export const issuanceRoot = (issued: readonly Issued[], hasher: TreeHasher = portableHasher): Uint8Array => {
  const sorted = issued.toSorted((a, b) => (a.person < b.person ? -1 : a.person > b.person ? 1 : 0));
  const leaves = sorted.map(({ person, request, signature }) =>
    hasher.leaf(utf8(canonicalJson({ person, request, signature }))),
  );
  return appendLeaves(emptyTree, leaves, hasher).root;
};

/** What an issuer says when it has ended: how many answers it gave for a ballot, and which. */
export interface Issuance {
  /** Name of the issuer's key. */
  readonly issuer: string;
  readonly ballot: string;
  readonly count: number;
  readonly root: Uint8Array;
}

const textOf = ({ issuer, ballot, count, root }: Issuance): string =>
  `${issuer}\nissued ballot ${ballot}\n${count}\n${encodeBase64(root)}\n`;

/** A signed note (C2SP) by the issuer's own Ed25519 key, never by the one that signs blindly: that one signs anything. */
export const signIssuance = (issuance: Issuance, signer: Signer): string => signNote(textOf(issuance), [signer]);

/** Undefined where it is not, to the letter, what this issuer's key signed. */
export const openIssuance = (note: string, verifier: Verifier): Issuance | undefined => {
  try {
    const { text } = openNote(note, [verifier]);
    const [issuer = '', title = '', count = '', root = ''] = text.split('\n');
    const ballot = title.slice('issued ballot '.length);
    const issuance = { issuer, ballot, count: Number(count), root: decodeBase64(root) };
    return issuer === verifier.name && textOf(issuance) === text ? issuance : undefined;
  } catch {
    return undefined;
  }
};
