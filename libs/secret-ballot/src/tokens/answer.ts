import { decodeBase64Url } from '../bytes.ts';
import { bigIntOf, modPow } from './modular.ts';
import type { IssuerKey } from './rsabssa.ts';

const publicExponent = 65_537n;

/** Whether an issuer answered just this blinded request (RFC 9474, 4.3): both base64url, as the events keep them. */
export const isAnswerTo = (issuer: IssuerKey, request: string, signature: string): boolean => {
  const [asked, answered] = [decodeBase64Url(request, issuer.bytes), decodeBase64Url(signature, issuer.bytes)];
  if (asked === undefined || answered === undefined) return false;
  return modPow(bigIntOf(answered), publicExponent, issuer.modulus) === bigIntOf(asked);
};
