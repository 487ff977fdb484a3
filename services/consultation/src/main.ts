/** Consultation in a process of its own. */
import { systemClock, systemRandom } from '@cunjian/service-kit';
import { openServiceIdentity, runService } from '@cunjian/service-kit/process';
import { createRemoteService } from '@cunjian/service-kit/remote';
import { consultationSettings, issuerSettings, issuerVariables, secondIssuerOf } from './config.ts';
import { wireConsultation } from './consultation.module.ts';
import { openSecretRooms } from './secret/secret-rooms.ts';
import { registryPort, type AssembliesOfRegistry } from './registry-port.ts';

await runService({
  service: 'consultation',
  settings: consultationSettings.extend(issuerSettings.shape),
  together: [issuerVariables],
  background: import.meta.resolve('./background.ts'),
  callers: ['gateway'],
  wire: async (runtime, settings, deployment) => {
    const identity = await openServiceIdentity('consultation', settings, { clock: systemClock, random: systemRandom });
    const registry: unknown = createRemoteService({
      service: 'registry',
      url: settings.CUNJIAN_REGISTRY_URL,
      identity,
      clock: systemClock,
    });
    const secret = await openSecretRooms({
      ...{ runtime, dataDir: settings.CUNJIAN_DATA, deployment, second: secondIssuerOf(settings) },
    });
    return wireConsultation({ runtime, secret, registry: registryPort(registry as AssembliesOfRegistry) });
  },
});
