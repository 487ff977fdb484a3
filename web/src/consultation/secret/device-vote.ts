import { decodeBase64Url, encodeBase64Url, type OwnToken, type Token } from '@cunjian/secret-ballot';

/** What this device keeps of a secret ballot, until it is over. */
export interface DeviceVote {
  readonly token: Token;
  /** Of the one-time key, base64url. */
  readonly secret: string;
  /** Of what was cast last. */
  readonly cast?: { readonly hash: string; readonly receipt: string };
}

const keyOf = (person: string, ballot: string): string => `cunjian.vote.${person}.${ballot}`;
const secretBytes = 32;

const isVote = (value: unknown): value is DeviceVote =>
  typeof value === 'object' &&
  value !== null &&
  'token' in value &&
  'secret' in value &&
  typeof value.secret === 'string';

/**
 * Never sent anywhere; each person's her own, as a family may share a phone. Where storage is forbidden it is kept as long
 * as the page is open.
 */
export const deviceVotes = (storage: () => Storage) => {
  const held = new Map<string, DeviceVote>();
  return {
    get: (person: string, ballot: string): DeviceVote | undefined => {
      const key = keyOf(person, ballot);
      try {
        const value: unknown = JSON.parse(storage().getItem(key) ?? 'null');
        return isVote(value) ? value : held.get(key);
      } catch {
        return held.get(key);
      }
    },
    set: (person: string, ballot: string, vote: DeviceVote): void => {
      const key = keyOf(person, ballot);
      held.set(key, vote);
      try {
        storage().setItem(key, JSON.stringify(vote));
      } catch {
        // Private windows: the recovery code brings it back.
      }
    },
    forget: (person: string, ballot: string): void => {
      const key = keyOf(person, ballot);
      held.delete(key);
      try {
        storage().removeItem(key);
      } catch {
        // There was nothing then.
      }
    },
  };
};

export const voteOf = ({ token, secret }: OwnToken): DeviceVote => ({ token, secret: encodeBase64Url(secret) });

export const ownTokenOf = ({ token, secret }: DeviceVote): OwnToken => ({
  token,
  secret: decodeBase64Url(secret, secretBytes) ?? new Uint8Array(0),
});
