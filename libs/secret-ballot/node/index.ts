export { blindSign, blindSignRaw, newIssuerSecret, readIssuerSecret, type IssuerSecret } from './blind-sign.ts';
