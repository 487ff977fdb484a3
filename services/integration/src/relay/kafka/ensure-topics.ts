import type { Admin } from 'kafkajs';
import type { Topic } from '../topics.ts';

/** Of kafkajs, which declares them as an enum that its CommonJS module hides from ESM. */
const topicResource = 2;
const createTimeoutMs = 30_000;

export interface Differences {
  /** With these nothing may be sent: divisions would go to other partitions than before. */
  readonly fatal: readonly string[];
  /** An operator may have wanted these. */
  readonly told: readonly string[];
}

/** Creates the topics that are missing, and says what of the others is not as declared. */
export const ensureTopics = async (
  admin: Pick<Admin, 'listTopics' | 'createTopics' | 'fetchTopicMetadata' | 'describeConfigs'>,
  topics: readonly Topic[],
  replication: number,
): Promise<Differences> => {
  const there = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !there.has(name));
  if (missing.length > 0)
    await admin.createTopics({
      timeout: createTimeoutMs,
      waitForLeaders: true,
      topics: missing.map(({ name, partitions, config }) => ({
        topic: name,
        numPartitions: partitions,
        replicationFactor: replication,
        configEntries: Object.entries({ ...config, ...durability(replication) }).map(([key, value]) => ({
          name: key,
          value,
        })),
      })),
    });
  return compare(admin, topics, replication);
};

/** With three brokers, two must have a message before it counts as kept. */
const durability = (replication: number): Readonly<Record<string, string>> => ({
  'min.insync.replicas': String(Math.max(1, replication - 1)),
});

const compare = async (
  admin: Pick<Admin, 'fetchTopicMetadata' | 'describeConfigs'>,
  topics: readonly Topic[],
  replication: number,
): Promise<Differences> => {
  const names = topics.map(({ name }) => name);
  const { topics: found } = await admin.fetchTopicMetadata({ topics: names });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: names.map((name) => ({ type: topicResource, name })),
  });
  const fatal: string[] = [];
  const told: string[] = [];
  for (const { name, partitions, config } of topics) {
    const has = found.find((topic) => topic.name === name)?.partitions ?? [];
    if (has.length !== partitions)
      fatal.push(`topic ${name} has ${has.length} partitions instead of ${partitions}: create it anew`);
    const replicas = Math.min(...has.map((partition) => partition.replicas.length));
    if (replicas < replication) told.push(`topic ${name} is kept by ${replicas} brokers instead of ${replication}`);
    const entries = resources.find((resource) => resource.resourceName === name)?.configEntries ?? [];
    for (const [key, wanted] of Object.entries({ ...config, ...durability(replication) })) {
      const value = entries.find((entry) => entry.configName === key)?.configValue;
      if (value !== wanted) told.push(`topic ${name}: ${key} is ${value} instead of ${wanted}`);
    }
  }
  return { fatal, told };
};
