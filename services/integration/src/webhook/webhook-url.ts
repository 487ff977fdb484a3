import type { Refusal } from '@cunjian/kernel';

const maxUrlLength = 2_000;

/**
 * What is wrong with an address, as it was typed. Plain HTTP is for networks of one's own, which a deployment names
 * (`CUNJIAN_WEBHOOK_NETWORKS`); whether the address lies in one is known when it is resolved.
 */
export const faultOfUrl = (url: string, hasOwnNetworks: boolean): Refusal | undefined => {
  const fault = (code: string): Refusal => ({ code, params: { value: url.slice(0, 200) }, field: 'url' });
  if (url.length > maxUrlLength || !URL.canParse(url)) return fault('webhook.bad-url');
  const { protocol, username, password, hash } = new URL(url);
  if (protocol !== 'https:' && !(protocol === 'http:' && hasOwnNetworks)) return fault('webhook.not-https');
  if (username !== '' || password !== '' || hash !== '') return fault('webhook.bad-url');
  return undefined;
};
