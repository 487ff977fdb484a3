import { openNote, signNote, type Signer, type Verifier } from '@cunjian/tlog';

/** A promise that a cast ballot, or a later one of the same token, is in the count when the ballot closes. */
export interface CastReceipt {
  /** Name of the key that promises: the deployment's issuer. */
  readonly issuer: string;
  readonly ballot: string;
  /** SHA-256 of the ballot's text, base64url. It says nothing of what was chosen, and names no place in a log. */
  readonly ballotHash: string;
  /** When casting ends: RFC 3339. There is no other time in it. */
  readonly closesAt: string;
}

const textOf = ({ issuer, ballot, ballotHash, closesAt }: CastReceipt): string =>
  `${issuer}\ncast ballot ${ballot}\n${ballotHash}\ncounted by ${closesAt}\n`;

/** A signed note (C2SP), the same for the same ballot whenever it is cast. */
export const signCastReceipt = (receipt: CastReceipt, signer: Signer): string => signNote(textOf(receipt), [signer]);

/** Undefined where it is not, to the letter, what this key signed. */
export const openCastReceipt = (note: string, verifier: Verifier): CastReceipt | undefined => {
  try {
    const { text } = openNote(note, [verifier]);
    const [issuer = '', title = '', ballotHash = '', deadline = ''] = text.split('\n');
    const ballot = title.slice('cast ballot '.length);
    const receipt = { issuer, ballot, ballotHash, closesAt: deadline.slice('counted by '.length) };
    return issuer === verifier.name && textOf(receipt) === text ? receipt : undefined;
  } catch {
    return undefined;
  }
};
