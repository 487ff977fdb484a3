import { refuse, type Refused } from '@cunjian/kernel';
import { decodeBase64Url } from './bytes.ts';
import { hpke, officerKeyBytes, type HpkePublicKey } from './sealed/hpke.ts';
import { readIssuerKey, type IssuerKey } from './tokens/rsabssa.ts';

/** What the event that opens a ballot fixes of it, and all that a voter or a recount needs to know. */
export interface BallotSetting {
  /** The ballot's id: printable ASCII without quotes and backslash. */
  readonly ballot: string;
  /** Moduli of the two issuers' RSA keys, 2,048 bits, base64url; for this ballot alone. */
  readonly issuers: readonly [string, string];
  /** The three officers' X25519 keys, 32 bytes, base64url; for this ballot alone. */
  readonly officers: readonly [string, string, string];
  /** Of the longest choice that the question allows, as canonical JSON. */
  readonly choiceBytes: number;
}

/** A setting whose keys have been read, once for many ballots. */
export interface LoadedSetting {
  readonly ballot: string;
  readonly choiceBytes: number;
  readonly issuers: readonly [IssuerKey, IssuerKey];
  readonly officers: readonly [HpkePublicKey, HpkePublicKey, HpkePublicKey];
}

export const maxBallotIdChars = 200;
export const maxChoiceBytes = 4_096;

/** Undefined also for the few points of small order, to which nothing can be sealed. */
const officerKey = async (text: string): Promise<HpkePublicKey | undefined> => {
  const bytes = decodeBase64Url(text, officerKeyBytes);
  if (bytes === undefined) return undefined;
  const key = await hpke.kem.deserializePublicKey(bytes);
  return hpke.createSenderContext({ recipientPublicKey: key }).then(
    () => key,
    () => undefined,
  );
};

/** Whether something can be sealed to it: asked before an officer's key goes into an opening. */
export const isOfficerKey = async (text: string): Promise<boolean> => (await officerKey(text)) !== undefined;

const wrong = (field: 'ballot' | 'choiceBytes' | 'issuers' | 'officers'): Refused =>
  refuse('ballot-setting.malformed', { field }, field);

/** Refuses `ballot-setting.malformed`, `ballot-setting.same-key` where one hand would hold two keys. */
export const loadSetting = async (setting: BallotSetting): Promise<LoadedSetting | Refused> => {
  const { ballot, choiceBytes, issuers, officers } = setting;
  if (!/^[ !#-[\]-~]+$/.test(ballot) || ballot.length > maxBallotIdChars) return wrong('ballot');
  if (!Number.isInteger(choiceBytes) || choiceBytes < 1 || choiceBytes > maxChoiceBytes) return wrong('choiceBytes');
  if (new Set(issuers).size < issuers.length) return refuse('ballot-setting.same-key', {}, 'issuers');
  if (new Set(officers).size < officers.length) return refuse('ballot-setting.same-key', {}, 'officers');
  const [first, second] = [readIssuerKey(issuers[0]), readIssuerKey(issuers[1])];
  if (issuers.length !== 2 || first === undefined || second === undefined) return wrong('issuers');
  const [one, two, three] = await Promise.all(officers.map(officerKey));
  if (officers.length !== 3 || one === undefined || two === undefined || three === undefined) return wrong('officers');
  return { ballot, choiceBytes, issuers: [first, second], officers: [one, two, three] };
};
