import { isRefused } from '@cunjian/kernel';
import { nodeEd25519 } from '@cunjian/tlog/node';
import { blindSign, newIssuerSecret, type IssuerSecret } from '../node/index.ts';
import {
  decodeBase64Url,
  encodeBase64Url,
  finishToken,
  issuerKeyBytes,
  loadOfficerKey,
  loadSetting,
  officerKeyOf,
  requestToken,
  type BallotSetting,
  type LoadedSetting,
  type Officer,
  type OfficerKey,
  type OwnToken,
} from '../src/index.ts';

/** Whatever must have gone well for a test to begin. */
export const granted = <Value>(value: Value): Exclude<Value, { readonly refused: unknown }> => {
  if (isRefused(value)) throw new Error(`refused: ${JSON.stringify(value.refused)}`);
  return value as Exclude<Value, { readonly refused: unknown }>;
};

/** A vote with its two issuers and three officers, all in one place as in no village. */
export interface VillageVote {
  readonly setting: BallotSetting;
  readonly loaded: LoadedSetting;
  readonly issuers: readonly [IssuerSecret, IssuerSecret];
  readonly officers: readonly [OfficerKey, OfficerKey, OfficerKey];
  readonly officerSecrets: readonly [string, string, string];
}

export const seedOf = (number: number): Uint8Array => new Uint8Array(16).fill(number);

export const openVote = async (ballot = 'road-2026', choiceBytes = 64): Promise<VillageVote> => {
  const issuers = [await newIssuerSecret(), await newIssuerSecret()] as const;
  const keys = [1, 2, 3].map((officer) => officerKeyOf(seedOf(officer), ballot));
  const [first, second, third] = await Promise.all(keys);
  if (!first || !second || !third) throw new Error('three officers');
  const setting: BallotSetting = {
    ballot,
    choiceBytes,
    issuers: [issuers[0].publicKey, issuers[1].publicKey],
    officers: [first.publicKey, second.publicKey, third.publicKey],
  };
  const loaded = granted(await loadSetting(setting));
  const key = async (officer: Officer, secret: string) => granted(await loadOfficerKey(loaded, officer, secret));
  return {
    setting,
    loaded,
    issuers,
    officers: [await key(0, first.privateKey), await key(1, second.privateKey), await key(2, third.privateKey)],
    officerSecrets: [first.privateKey, second.privateKey, third.privateKey],
  };
};

export const signedBy = (issuer: IssuerSecret, request: string): string =>
  encodeBase64Url(granted(blindSign(issuer, decodeBase64Url(request, issuerKeyBytes) ?? new Uint8Array(0))));

export const takeToken = async ({ loaded, issuers }: VillageVote, seed: Uint8Array): Promise<OwnToken> => {
  const [first, second] = await requestToken(loaded, seed, nodeEd25519);
  const answers = [signedBy(issuers[0], first), signedBy(issuers[1], second)] as const;
  return granted(await finishToken(loaded, seed, answers, nodeEd25519));
};
