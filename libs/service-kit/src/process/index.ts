export { listen, type Http, type HttpOptions } from './http.ts';
export { lockFolder } from './lock-folder.ts';
export { explainStartFailure, type Wanted } from './start-failure.ts';
export { startLoops, type Loops } from './start-loops.ts';
export { deploymentStream, foundedName, waitForDeployment } from './deployment-name.ts';
export { runProcess, type Running } from './run-process.ts';
export { runService, type ServiceDefinition } from './run-service.ts';
export { openServiceIdentity, type ServiceKeyFiles } from './service-keys.ts';
export { readServiceSettings, serviceSettings, wantedOf, type ServiceSettings } from './service-settings.ts';
