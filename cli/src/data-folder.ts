import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CommandRefused } from './output.ts';

export const refuseWithoutDeployment = (dataDir: string): void => {
  if (!existsSync(join(dataDir, 'events.sqlite')))
    throw new CommandRefused(`${dataDir} holds no deployment: name its folder with --data`);
};
