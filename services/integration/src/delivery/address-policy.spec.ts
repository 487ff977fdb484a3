import { describe, expect, it } from '@jest/globals';
import { createAddressPolicy, isNetwork, isPublicAddress } from './address-policy.ts';

const refused = {
  'this host': ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1'],
  'shared by carriers': ['100.64.0.1', '100.127.255.255'],
  'link-local, clouds’ metadata among them': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
  'reserved and broadcast': ['240.0.0.1', '255.255.255.255'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  benchmarks: ['198.18.0.1', '198.19.255.255'],
  'protocol assignments': ['192.0.0.1', '192.88.99.1', '2001::1', '2001:20::1'],
  'IPv4 within IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
  ],
  'site-local, discard-only, and what nobody was given': ['fec0::1', '100::1', '5f00::1', '4000::1', '1::1'],
  'no address': ['localhost', '', '127.1', '0x7f000001', '2130706433', '127.0.0.1 ', '[::1]'],
};
const accepted = ['8.8.8.8', '1.1.1.1', '172.15.0.1', '172.32.0.1', '100.63.0.1', '100.128.0.1', '223.5.5.5'];
const accepted6 = ['2001:4860:4860::8888', '2400:3200::1', '2a00:1450::1'];

describe.each(Object.entries(refused))('%s', (_, addresses) => {
  it.each(addresses)('refuses %s', (address) => expect(isPublicAddress(address)).toBe(false));
});

it.each([...accepted, ...accepted6])('delivers to %s', (address) => expect(isPublicAddress(address)).toBe(true));

describe('networks of one’s own', () => {
  const policy = createAddressPolicy(['127.0.0.1/32', '10.20.0.0/16', 'fd00:1::/32']);

  it.each(['127.0.0.1', '10.20.255.1', 'fd00:1::7', '8.8.8.8'])('allow %s', (address) =>
    expect(policy.allows(address)).toBe(true),
  );
  it.each(['127.0.0.2', '10.21.0.1', 'fd00:2::7', '::ffff:127.0.0.1', '::ffff:10.20.0.1', '::1'])(
    'leave %s refused',
    (address) => expect(policy.allows(address)).toBe(false),
  );
  it.each(['10.21.0.1', '[::1]', '[fd00:2::7]', '169.254.169.254'])('are not the host %s', (host) =>
    expect(policy.refusesHost(host)).toBe(true),
  );
  it.each(['127.0.0.1', 'localhost', '8.8.8.8', '[fd00:1::7]', 'receiver.example', 'localhost.example'])(
    'and the public leave the host %s',
    (host) => expect(policy.refusesHost(host)).toBe(false),
  );
  it('have to be named for this machine to be reached', () => {
    const { refusesHost } = createAddressPolicy([]);
    for (const host of ['localhost', 'a.localhost', 'localhost.', '127.0.0.1']) expect(refusesHost(host)).toBe(true);
  });
  it('are written as address and prefix', () => {
    for (const good of ['10.0.0.0/8', '127.0.0.1/32', 'fd00::/8']) expect(isNetwork(good)).toBe(true);
    for (const bad of ['10.0.0.0', '10.0.0.0/33', 'fd00::/129', '/8', 'localhost/8', '10.0.0.0/8/8', '10.0.0.0/-1'])
      expect(isNetwork(bad)).toBe(false);
  });
});
