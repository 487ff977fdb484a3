import { refuse, type Refused } from '@cunjian/kernel';
import { decodeBase64Url, encodeBase64Url, utf8 } from '../bytes.ts';
import { deriveOfficerSecret } from '../recovery/derive.ts';
import type { LoadedSetting } from '../setting.ts';
import { hpke, officerKeyBytes, type HpkeKeyPair } from './hpke.ts';

/** Which of the three, in the order of the setting. */
export type Officer = 0 | 1 | 2;

/** X25519, base64url of 32 bytes each. */
export interface OfficerKeyTexts {
  readonly publicKey: string;
  /** Published at the count, and secret until then. */
  readonly privateKey: string;
}

/** A private key that was found to be the officer's. */
export interface OfficerKey {
  readonly officer: Officer;
  readonly pair: HpkeKeyPair;
}

/** An officer's key of one ballot, from the seed that she keeps on paper (`parseRecoveryCode`). */
export const officerKeyOf = async (seed: Uint8Array, ballot: string): Promise<OfficerKeyTexts> => {
  const secret = new Uint8Array(await deriveOfficerSecret(seed, ballot));
  const { publicKey, privateKey } = await hpke.kem.deriveKeyPair(secret);
  return {
    publicKey: encodeBase64Url(new Uint8Array(await hpke.kem.serializePublicKey(publicKey))),
    privateKey: encodeBase64Url(new Uint8Array(await hpke.kem.serializePrivateKey(privateKey))),
  };
};

const probe = utf8('probe');

/** Whether what is sealed to the pair's public half opens with its private one; as a recount opens, so it is asked. */
const opensItsOwn = async (pair: HpkeKeyPair): Promise<boolean> => {
  const { ct, enc } = await hpke.seal({ recipientPublicKey: pair.publicKey }, probe);
  return hpke.open({ recipientKey: pair, enc }, ct).then(
    () => true,
    () => false,
  );
};

/** Refuses `officer-key.not-hers`: no private key, or that of another public key than the opening event names. */
export const loadOfficerKey = async (
  setting: LoadedSetting,
  officer: Officer,
  privateKey: string,
): Promise<OfficerKey | Refused> => {
  const bytes = decodeBase64Url(privateKey, officerKeyBytes);
  const key = bytes && (await hpke.kem.deserializePrivateKey(bytes));
  const pair = key && { privateKey: key, publicKey: setting.officers[officer] };
  return pair && (await opensItsOwn(pair))
    ? { officer, pair }
    : refuse('officer-key.not-hers', { officer: officer + 1 }, 'privateKey');
};
