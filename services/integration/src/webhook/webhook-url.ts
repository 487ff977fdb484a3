import type { Refusal } from '@cunjian/kernel';

/** What a deployment says of where it delivers to. */
export interface AllowedHosts {
  /** Networks of its own (`CUNJIAN_WEBHOOK_NETWORKS`), where plain HTTP will do. */
  readonly hasOwnNetworks: boolean;
  /** Whether the host itself is no public address, or one's own. */
  refusesHost(hostname: string): boolean;
}

const maxUrlLength = 2_000;

/**
 * What is wrong with an address, as it was typed. Plain HTTP is for networks of one's own; whether a name lies in one, or
 * in a private one, is known when it is resolved.
 */
export const faultOfUrl = (url: string, { hasOwnNetworks, refusesHost }: AllowedHosts): Refusal | undefined => {
  const fault = (code: string): Refusal => ({ code, params: { value: url.slice(0, 200) }, field: 'url' });
  if (url.length > maxUrlLength || !URL.canParse(url)) return fault('webhook.bad-url');
  const { protocol, username, password, hash, hostname } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && hasOwnNetworks)) return fault('webhook.not-https');
  if (username !== '' || password !== '' || hash !== '') return fault('webhook.bad-url');
  return refusesHost(hostname) ? fault('webhook.private-address') : undefined;
};
