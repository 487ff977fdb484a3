import { createRetention, type ServiceRuntime, type WiredService } from '@cunjian/service-kit';
import { ruleBook as statutoryRules, type RuleBook } from '@cunjian/statutes';
import { createApi, type PublicationRouter } from './api.ts';
import { createDispatch } from './dispatch.ts';
import { createFileRetention } from './file-retention.ts';
import { readModelsOf, type Publication } from './publication-context.ts';

export interface PublicationOptions {
  readonly runtime: ServiceRuntime;
  /** By default the rules that come with the product; a deployment with charters hands in its own. */
  readonly ruleBook?: RuleBook;
}

/** The only place where this service is put together. */
export const wirePublication = ({
  runtime,
  ruleBook = statutoryRules,
}: PublicationOptions): WiredService<PublicationRouter> => {
  const publication: Publication = { runtime, models: readModelsOf(runtime.readModels), ruleBook };
  const sweeps = [createRetention(runtime), createFileRetention(publication)];
  return {
    router: createApi(publication),
    dispatch: createDispatch(publication),
    run: async (signal) => void (await Promise.all(sweeps.map(({ run }) => run(signal)))),
  };
};
