import { nationalDivision } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { deploymentDecider } from '@cunjian/registry/deployment/decide';
import { ConfigError, type ServiceRuntime } from '@cunjian/service-kit';
import { defaultOrigin, type Config } from './config.ts';

const stream = 'deployment';

/** The name that the store was founded with. */
const foundedName = async ({ store, catalogue }: Pick<ServiceRuntime, 'store' | 'catalogue'>) => {
  const [first] = await store.readStream(stream, { limit: 1 });
  return first === undefined ? undefined : (catalogue.decode(first).data as { name: string }).name;
};

/**
 * The store's first event gives the deployment its name; origins of all logs begin with it, so a start under another
 * name is refused with a `ConfigError`. Returns the name.
 */
export const foundDeployment = async (
  runtime: Pick<ServiceRuntime, 'store' | 'catalogue' | 'handle' | 'random'>,
  { origin, operators }: Pick<Config, 'origin' | 'operators'>,
): Promise<string> => {
  const name = origin ?? (await foundedName(runtime)) ?? defaultOrigin;
  const founded = await runtime.handle({
    stream,
    decider: deploymentDecider,
    command: { name, operatorAccounts: [...operators] },
    meta: {
      commandId: runtime.random.uuid(),
      actor: 'system:founding',
      division: nationalDivision,
      correlationId: 'founding',
      audience: 'public',
    },
  });
  if (!isRefused(founded)) return name;
  const [{ code, params }] = founded.refused;
  if (code !== 'deployment.other-name') throw new Error(`the deployment could not be founded: ${code}`);
  throw new ConfigError(
    `CUNJIAN_ORIGIN is ${JSON.stringify(name)}, but the data folder was founded as ${JSON.stringify(params['founded'])}, for ever. Leave CUNJIAN_ORIGIN out, or name another folder in CUNJIAN_DATA.`,
  );
};
