import { BlockList, isIP } from 'node:net';

/** A network that a deployment lets webhooks reach although it is not public, as `10.20.0.0/16`. */
export type Network = string;

/** IPv4 that is not globally reachable: IANA IPv4 Special-Purpose Address Registry, multicast and reserved. */
const notPublic4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Of IPv6 what is handed out for use, 2000::/3, without what in it leads elsewhere or nowhere: IETF protocols with
 * Teredo, documentation, 6to4. Mapped, translated, unique local, link-local and multicast addresses lie outside of it.
 */
const global6: readonly [string, number] = ['2000::', 3];
const notPublic6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
];

const listOf = (networks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList => {
  const list = new BlockList();
  for (const [network, prefix] of networks) list.addSubnet(network, prefix, family);
  return list;
};
/** IPv4 addresses written as IPv6 ones (RFC 4291 section 2.5.5.2). */
const mapped = listOf([['::ffff:0:0', 96]], 'ipv6');
const [blocked4, blocked6, allowed6] = [
  listOf(notPublic4, 'ipv4'),
  listOf(notPublic6, 'ipv6'),
  listOf([global6], 'ipv6'),
];

export const isPublicAddress = (address: string): boolean => {
  switch (isIP(address)) {
    case 4:
      return !blocked4.check(address, 'ipv4');
    case 6:
      return allowed6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6');
    default:
      return false;
  }
};

export const isNetwork = (text: string): boolean => {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
};

export interface AddressPolicy {
  /** Whether webhooks may be delivered to this IP address. */
  allows(address: string): boolean;
  /** Whether it lies in a network of one's own, where plain HTTP will do. */
  isOwn(address: string): boolean;
  readonly hasOwnNetworks: boolean;
  /**
   * Whether the host of a URL says itself that nothing may be delivered to it: an address, or a name that is this machine
   * (RFC 6761). Of other names it is known when they are resolved, at each delivery.
   */
  refusesHost(hostname: string): boolean;
}

/** Public addresses, and those in the networks named. A mapped IPv4 address is none of them, whatever it maps. */
export const createAddressPolicy = (networks: readonly Network[]): AddressPolicy => {
  const own = { 4: new BlockList(), 6: new BlockList() };
  for (const network of networks) {
    const [address = '', prefix = ''] = network.split('/');
    if (isIP(address) === 4) own[4].addSubnet(address, Number(prefix), 'ipv4');
    else own[6].addSubnet(address, Number(prefix), 'ipv6');
  }
  const isOwn = (address: string): boolean => {
    const family = isIP(address);
    if (family === 4) return own[4].check(address, 'ipv4');
    return family === 6 && !mapped.check(address, 'ipv6') && own[6].check(address, 'ipv6');
  };
  const allows = (address: string): boolean => isPublicAddress(address) || isOwn(address);
  return {
    hasOwnNetworks: networks.length > 0,
    isOwn,
    allows,
    refusesHost: (hostname) => {
      const host = hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0) return !allows(host);
      return /^(.*\.)?localhost\.?$/.test(host) && !allows('127.0.0.1');
    },
  };
};
