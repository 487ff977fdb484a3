import { join } from 'node:path';
import { prepareDeployment, startDeployment } from './deployment.ts';
import { share, withFolder, type Bench } from './harness.ts';
import { openLoop, percentile } from './load.ts';
import { enter } from './standalone-load.ts';
import { writeTopics, type TopicSize } from './topic-history.ts';

const small: TopicSize = { id: 'topic-5d1a1f44-7f0e-4a7c-8f3d-3a52d35b2a10', comments: 10, ballots: 10 };
const large: TopicSize = {
  ...{ id: 'topic-8c7be6c2-95ad-4b6b-a9cf-5c9b1f4a7d52', comments: share(1_000), ballots: share(10_000) },
};
const readEveryMs = 20;
const roundMs = share(10_000);
const warmUpMs = share(5_000);
const rounds = 3;
const maxCatchUpMs = 300_000;

const comment = 'id author { name officeKind isMe } stance isAnswer text madeAt replyCount isFolded actions';
/** What the page of a topic shows at first: the topic, ten of its comments, and its ballots as one may take part in them. */
const page = `query Topic($id: ID!, $first: Int!) { topic(id: $id) {
  id title status matter proposedAt supporters author { name officeKind isMe } body { id name kind } version text actions
  versions { version title text at } summaries { version text at } thresholds { of have members needed }
  comments(first: $first) { edges { cursor node { ${comment}
    replies(first: 5) { edges { node { ${comment} } } pageInfo { hasNextPage endCursor } } } } pageInfo { hasNextPage endCursor } }
  ballots { id title status secrecy channels times { opensAt closesAt } standing { isOnRoll } roll { count status } } } }`;

interface Answer {
  readonly topic: {
    readonly comments: { readonly edges: readonly unknown[] };
    readonly ballots: readonly { readonly roll: { readonly count: number } | null }[];
  } | null;
}

const measure = async (dataDir: string): Promise<Readonly<Record<'small' | 'large', number>>> => {
  const deployment = await startDeployment(dataDir);
  try {
    await deployment.untilReady(maxCatchUpMs);
    const { client } = deployment;
    const villager = await enter(client, 'villager');
    const read = ({ id }: TopicSize) => client.ask<Answer>(page, { id, first: 10 }, villager);
    for (const size of [small, large]) {
      const { topic } = await read(size);
      const shown = [topic?.comments.edges.length, topic?.ballots[0]?.roll?.count];
      if (shown[0] !== Math.min(10, size.comments) || shown[1] !== size.ballots)
        throw new Error(`${size.id} shows ${shown.join(' comments, ')} ballots`);
    }
    const times: Record<'small' | 'large', number[]> = { small: [], large: [] };
    for (let round = 0; round <= rounds; round++)
      for (const [name, size] of [
        ['small', small],
        ['large', large],
      ] as const) {
        const found = await openLoop(
          readEveryMs,
          round === 0 ? warmUpMs : roundMs,
          () => false,
          () => read(size),
        );
        if (round > 0) times[name].push(...found);
      }
    return { small: percentile(times.small, 0.99), large: percentile(times.large, 0.99) };
  } finally {
    await deployment.stop();
  }
};

export const topicPageBench: Bench = {
  name: 'topic-page',
  run: () =>
    withFolder(async (folder) => {
      prepareDeployment();
      const dataDir = join(folder, 'data');
      const first = await startDeployment(dataDir);
      await first.untilReady(maxCatchUpMs);
      await first.stop();
      writeTopics(join(dataDir, 'events.sqlite'), [small, large], Date.now());
      const { small: fewMs, large: manyMs } = await measure(dataDir);
      return [
        {
          what: `topic page, first 10 of ${large.comments.toLocaleString('en')} comments, ${large.ballots.toLocaleString('en')} ballots: p99`,
          value: manyMs,
          unit: 'ms',
          better: 'less',
          reference: { name: 'with 10 comments and 10 ballots', value: fewMs },
          wanted: { atMost: 1.5 },
        },
      ];
    }),
};
