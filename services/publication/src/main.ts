/** Publication in a process of its own. */
import { runService } from '@cunjian/service-kit/process';
import { z } from 'zod';
import { wirePublication } from './publication.module.ts';

await runService({
  service: 'publication',
  settings: z.object({}),
  background: import.meta.resolve('./background.ts'),
  callers: ['gateway'],
  wire: (runtime) => wirePublication({ runtime }),
});
