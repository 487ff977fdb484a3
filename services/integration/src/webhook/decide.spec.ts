import type { IntegrationEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { maxWebhooksPerOffice, webhookDecider, type RegisterWebhook } from './decide.ts';

const webhook = 'webhook-1';
const registration = {
  webhook,
  url: 'https://receiver.example/cunjian',
  divisions: ['330326000000'],
  types: ['disclosure-published'],
  account: 'integrator',
  person: 'p-integrator',
  office: 'office-1',
};
const publicOnly = { hasOwnNetworks: false, refusesHost: (hostname: string) => hostname === '10.1.2.3' };
const register: RegisterWebhook = { kind: 'register', registration, unknownTypes: [], held: 0, hosts: publicOnly };
const registered: IntegrationEvent = { type: 'webhook-registered', data: registration };
const disabled: IntegrationEvent = {
  type: 'webhook-disabled',
  data: { webhook, reason: 'failing', detail: '503' },
};
const removed: IntegrationEvent = { type: 'webhook-removed', data: { webhook } };
const rotated = (generation: number): IntegrationEvent => ({
  type: 'webhook-secret-rotated',
  data: { webhook, generation, overlapUntil: '2026-03-06T01:00:00.000Z' },
});
const rotate = { kind: 'rotate', overlapUntil: '2026-03-06T01:00:00.000Z' } as const;
const disable = { kind: 'disable', reason: 'failing', detail: '503' } as const;
const enable = { kind: 'enable', resume: 'now' } as const;
const remove = { kind: 'remove' } as const;
const withUrl = (url: string, hasOwnNetworks = false): RegisterWebhook => ({
  ...register,
  hosts: { ...publicOnly, hasOwnNetworks },
  registration: { ...registration, url },
});

describe('no webhook yet', () => {
  it('is registered', () => given(webhookDecider).when(register).then(registered));
  it('is not registered for an address inside of a network', () =>
    given(webhookDecider)
      .when(withUrl('https://10.1.2.3/cunjian'))
      .refused({ code: 'webhook.private-address', field: 'url' }));
  it('is refused for every reason at once', () =>
    given(webhookDecider)
      .when({ ...withUrl('ftp://receiver.example'), unknownTypes: ['a', 'b'], held: maxWebhooksPerOffice })
      .refused('webhook.not-https', 'webhook.unknown-type', 'webhook.unknown-type', 'webhook.too-many'));
  it.each(['nonsense', 'https://user:word@receiver.example/', 'https://receiver.example/#part', 'https://'])(
    'is not registered for %s',
    (url) => given(webhookDecider).when(withUrl(url)).refused({ code: 'webhook.bad-url', field: 'url' }),
  );
  it('takes plain HTTP where the deployment names networks of its own', () => {
    given(webhookDecider).when(withUrl('http://10.0.0.7/')).refused('webhook.not-https');
    given(webhookDecider)
      .when(withUrl('http://10.0.0.7/', true))
      .then({ type: 'webhook-registered', data: { ...registration, url: 'http://10.0.0.7/' } });
  });
  it.each([rotate, disable, enable, remove])('refuses $kind', (command) =>
    given(webhookDecider).when(command).refused('webhook.unknown'),
  );
});

describe('an enabled webhook', () => {
  const enabled = () => given(webhookDecider, registered);
  it('is not registered again', () => enabled().when(register).refused('webhook.exists'));
  it('gets a new secret, again and again', () => {
    enabled().when(rotate).then(rotated(2));
    given(webhookDecider, registered, rotated(2)).when(rotate).then(rotated(3));
  });
  it('is disabled, and removed', () => {
    enabled().when(disable).then(disabled);
    enabled().when(remove).then(removed);
  });
  it('has nothing to enable', () => enabled().when(enable).then());
});

describe('a disabled webhook', () => {
  const stopped = () => given(webhookDecider, registered, disabled);
  it('is enabled', () =>
    stopped()
      .when(enable)
      .then({ type: 'webhook-enabled', data: { webhook, resume: 'now' } }));
  it('is not disabled twice', () => stopped().when(disable).then());
  it('gets a new secret, and is removed', () => {
    stopped().when(rotate).then(rotated(2));
    stopped().when(remove).then(removed);
  });
});

describe('a removed webhook', () => {
  const gone = () => given(webhookDecider, registered, removed);
  it('stays removed', () => gone().when(remove).then());
  it.each([rotate, disable, enable])('refuses $kind', (command) => gone().when(command).refused('webhook.removed'));
});
