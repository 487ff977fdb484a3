export { hasDocker, startContainer } from './container.ts';
export { startDistributed, type Distributed, type DistributedOptions, type ServiceName } from './distributed.ts';
export { startEventStoreDbDouble } from './eventstoredb-double.ts';
export { startKafka, type ServerOptions } from './kafka.ts';
export { startMongodbStandIn } from './mongodb-stand-in.ts';
export { freePort, startServer, type DevServer } from './server-process.ts';
