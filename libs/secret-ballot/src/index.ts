export { base64UrlLength, decodeBase64Url, encodeBase64Url } from './bytes.ts';
export { choiceBytesOf, settingOf } from './opened-ballot.ts';
export { formatRecoveryCode, newRecoveryCode, parseRecoveryCode, seedBytes } from './recovery/recovery-code.ts';
export { secretBallotRefusals } from './refusals.ts';
export { ballotBytes, ballotFormat, parseBallot, type SecretBallot, type UnsignedBallot } from './sealed/ballot.ts';
export { ballotHashOf, checkBallot, type CheckedBallot } from './sealed/check.ts';
export {
  loadOfficerKey,
  officerKeyOf,
  type Officer,
  type OfficerKey,
  type OfficerKeyTexts,
} from './sealed/officer-key.ts';
export { openBallot } from './sealed/open.ts';
export { sealBallot, type Choosing } from './sealed/seal.ts';
export {
  isOfficerKey,
  loadSetting,
  maxBallotIdChars,
  maxChoiceBytes,
  type BallotSetting,
  type LoadedSetting,
} from './setting.ts';
export { isAnswerTo } from './tokens/answer.ts';
export { issuerKeyBytes, readIssuerKey, type IssuerKey } from './tokens/rsabssa.ts';
export { openCastReceipt, signCastReceipt, type CastReceipt } from './statements/cast-receipt.ts';
export { issuanceRoot, openIssuance, signIssuance, type Issuance, type Issued } from './statements/issuance.ts';
export {
  checkToken,
  finishToken,
  requestToken,
  tokenHashOf,
  tokenMessage,
  type IssuerSignature,
  type OwnToken,
  type Token,
} from './tokens/token.ts';
