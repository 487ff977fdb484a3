import type { z } from 'zod';
import { administrationTopics } from './topics/administration.ts';
import { assemblyTopics } from './topics/assemblies.ts';
import { disclosureTopics } from './topics/disclosure.ts';
import { electionTopics } from './topics/elections.ts';
import type { Parameter } from './topics/parameter.ts';
import { procedureTopics } from './topics/procedures.ts';

/** What can be ruled: every topic with its parameters, their types and how they tighten. */
export const topics = {
  ...disclosureTopics,
  ...assemblyTopics,
  ...electionTopics,
  ...procedureTopics,
  ...administrationTopics,
} satisfies Readonly<Record<string, Readonly<Record<string, Parameter>>>>;

type Topics = typeof topics;
export type Topic = keyof Topics & string;
export const topicNames: readonly Topic[] = Object.keys(topics) as Topic[];

/** The merged parameters of a topic; undefined where no rule in force gives one and no county default stands in. */
export type ParametersOf<T extends Topic> = {
  readonly [P in keyof Topics[T]]: Topics[T][P] extends Parameter<infer S> ? z.output<S> : never;
};

export const parametersOf = (topic: Topic): Readonly<Record<string, Parameter>> => topics[topic];
