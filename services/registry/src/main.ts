/** The registry in a process of its own; it founds the deployment. */
import { runService } from '@cunjian/service-kit/process';
import { realNameVariables, registryConfigOf, registrySettings } from './config.ts';
import { foundDeployment } from './deployment/found.ts';
import { wireRegistry } from './registry.module.ts';

await runService({
  service: 'registry',
  settings: registrySettings,
  together: [realNameVariables],
  background: import.meta.resolve('./background.ts'),
  callers: ['gateway', 'consultation'],
  found: (runtime, { CUNJIAN_ORIGIN: origin, CUNJIAN_OPERATORS: operators }) =>
    foundDeployment(runtime, { origin, operators }),
  wire: (runtime, settings) => wireRegistry(runtime, { dataDir: settings.CUNJIAN_DATA, ...registryConfigOf(settings) }),
});
