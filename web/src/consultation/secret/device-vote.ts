import { decodeBase64Url, encodeBase64Url, type OwnToken, type Token } from '@cunjian/secret-ballot';

/** What this device keeps of a secret ballot, until it is over. */
export interface DeviceVote {
  readonly token: Token;
  /** Of the one-time key, base64url. */
  readonly secret: string;
  /** Of what was cast last. */
  readonly cast?: { readonly hash: string; readonly receipt: string };
}

const keyOf = (ballot: string): string => `cunjian.vote.${ballot}`;
const secretBytes = 32;

const isVote = (value: unknown): value is DeviceVote =>
  typeof value === 'object' &&
  value !== null &&
  'token' in value &&
  'secret' in value &&
  typeof value.secret === 'string';

/** Never sent anywhere. Where storage is forbidden it is kept as long as the page is open. */
export const deviceVotes = (storage: () => Storage) => {
  const held = new Map<string, DeviceVote>();
  return {
    get: (ballot: string): DeviceVote | undefined => {
      try {
        const value: unknown = JSON.parse(storage().getItem(keyOf(ballot)) ?? 'null');
        return isVote(value) ? value : held.get(ballot);
      } catch {
        return held.get(ballot);
      }
    },
    set: (ballot: string, vote: DeviceVote): void => {
      held.set(ballot, vote);
      try {
        storage().setItem(keyOf(ballot), JSON.stringify(vote));
      } catch {
        // Private windows: the recovery code brings it back.
      }
    },
    forget: (ballot: string): void => {
      held.delete(ballot);
      try {
        storage().removeItem(keyOf(ballot));
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
