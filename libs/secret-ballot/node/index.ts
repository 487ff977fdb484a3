export { blindSign, blindSignRaw, newIssuerSecret, readIssuerSecret, type IssuerSecret } from './blind-sign.ts';
export {
  openBlindIssuer,
  type BlindIssuer,
  type BlindIssuerOptions,
  type IssueRequest,
  type IssuerKeys,
} from './issuer/blind-issuer.ts';
