import { appendBench } from './append.ts';
import { castingBench } from './casting.ts';
import { distributedBench } from './distributed.ts';
import { emmettBench } from './emmett.ts';
import { gatewayBench } from './gateway.ts';
import { issuingBench } from './issuing.ts';
import type { Bench } from './harness.ts';
import { projectingBench } from './projecting.ts';
import { mongodbAddress, projectingMongodbBench } from './projecting-mongodb.ts';
import { recountingBench } from './recounting.ts';
import { kafkaAddress, relayingBench } from './relaying.ts';
import { replayBench } from './replay.ts';
import { sealingBench } from './sealing.ts';
import { standaloneBench } from './standalone.ts';
import { topicPageBench } from './topic-page.ts';
import { verifyingBench } from './verifying.ts';

/** In the order they run in, the longest last. */
export const benches: readonly Bench[] = [
  appendBench,
  emmettBench,
  replayBench,
  sealingBench,
  verifyingBench,
  castingBench,
  issuingBench,
  recountingBench,
  gatewayBench,
  projectingBench,
  // These need a server: measured where CUNJIAN_TEST_MONGODB or CUNJIAN_TEST_KAFKA names one.
  ...(mongodbAddress === undefined ? [] : [projectingMongodbBench(mongodbAddress)]),
  ...(kafkaAddress === undefined ? [] : [relayingBench(kafkaAddress)]),
  // Takes a JDK and Maven: measured where CUNJIAN_BENCH_DISTRIBUTED is set.
  ...(process.env['CUNJIAN_BENCH_DISTRIBUTED'] === undefined ? [] : [distributedBench]),
  topicPageBench,
  standaloneBench,
];
