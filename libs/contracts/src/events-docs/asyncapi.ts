import { contracts } from '../all.ts';
import { topicName, withheldType } from '../integration-messages.ts';
import { documentedEvents } from './event-schemas.ts';

const contentType = 'application/cloudevents+json';
const schemaFormat = 'application/schema+json;version=draft-2020-12';

const message = (type: string, summary: string) => ({
  name: type,
  title: type,
  summary,
  contentType,
  headers: { schemaFormat, schema: { $ref: './schemas/headers.json' } },
  payload: { schemaFormat, schema: { $ref: `./schemas/${type}.json` } },
  bindings: { kafka: { key: { type: 'string', pattern: '^\\d{12}$', description: 'The owning division.' } } },
});

const reference = (kind: 'messages', name: string) => ({ $ref: `#/components/${kind}/${name}` });

const channelOf = (service: string) => {
  const types = documentedEvents.filter((event) => event.service === service).map(({ type }) => type);
  return {
    address: topicName(service),
    description: `Events of ${service}, each division's in order. Which topics an integrator may read is for the deployment to say; who may see one area only takes webhooks or subscriptions.`,
    messages: Object.fromEntries([...types, withheldType].map((type) => [type, reference('messages', type)])),
    bindings: { kafka: { topic: topicName(service) } },
  };
};

/** AsyncAPI 3.0 of the topics: what Cunjian sends. */
export const asyncApi = () => {
  const services = Object.keys(contracts);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Cunjian 村鉴',
      version: '1.0.0',
      description:
        'Sealed events for integrators: CloudEvents 1.0 in structured mode, at least once, in order for each division. Of events that are not public, the commitment alone. See README.md.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: contentType,
    channels: Object.fromEntries(services.map((service) => [service, channelOf(service)])),
    operations: Object.fromEntries(
      services.map((service) => [
        `send-${service}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${service}` },
          summary: `Events of ${service}, once they are sealed.`,
        },
      ]),
    ),
    components: {
      messages: Object.fromEntries([
        ...documentedEvents.map(({ type, describe }) => [type, message(type, describe)]),
        [withheldType, message(withheldType, 'Stands in for an event that not everybody may read.')],
      ]),
    },
  };
};
