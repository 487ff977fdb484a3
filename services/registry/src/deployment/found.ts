import { nationalDivision } from '@cunjian/contracts';
import { isRefused } from '@cunjian/kernel';
import { ConfigError, type ServiceRuntime } from '@cunjian/service-kit';
import { deploymentStream, foundedName } from '@cunjian/service-kit/process';
import { deploymentDecider } from './decide.ts';

export const defaultOrigin = 'cunjian.localhost';

export interface Founding {
  /** The deployment's name; undefined: the one it was founded with, else `defaultOrigin`. */
  readonly origin: string | undefined;
  readonly operators: readonly string[];
}

/**
 * The store's first event gives the deployment its name; origins of all logs begin with it, so a start under another
 * name is refused with a `ConfigError`. Returns the name.
 */
export const foundDeployment = async (
  runtime: Pick<ServiceRuntime, 'store' | 'catalogue' | 'handle' | 'random'>,
  { origin, operators }: Founding,
): Promise<string> => {
  const name = origin ?? (await foundedName(runtime)) ?? defaultOrigin;
  const founded = await runtime.handle({
    stream: deploymentStream,
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
    `CUNJIAN_ORIGIN is ${JSON.stringify(name)}, but the store was founded as ${JSON.stringify(params['founded'])}, for ever. Leave CUNJIAN_ORIGIN out, or name another folder in CUNJIAN_DATA, another event store.`,
  );
};
