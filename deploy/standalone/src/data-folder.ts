import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dataLayout } from '@cunjian/service-kit';
import { lockFolder } from '@cunjian/service-kit/process';

export interface DataFolder {
  readonly dataDir: string;
  /** Nothing was ever written to it. */
  readonly empty: boolean;
  /** It was begun as a demo: its accounts are known to everybody. */
  readonly demo: boolean;
  /** Its demo data was written to the end. */
  readonly demoComplete: boolean;
  markAsDemo(): void;
  markDemoComplete(): void;
  /** Another process may have it from now on. */
  release(): void;
}

/** Takes the folder for this process and looks what is in it. Throws a `ConfigError` where another has it. */
export const takeDataFolder = async (path: string): Promise<DataFolder> => {
  const dataDir = resolve(path);
  const release = await lockFolder(dataDir);
  const empty = !existsSync(dataLayout(dataDir).events);
  const marker = join(dataDir, 'demo');
  const complete = join(dataDir, 'demo-complete');
  return {
    dataDir,
    empty,
    demo: existsSync(marker),
    demoComplete: existsSync(complete),
    markAsDemo: () =>
      writeFileSync(marker, 'Begun with demo data; its accounts are known to everybody.\n', { mode: 0o600 }),
    markDemoComplete: () => writeFileSync(complete, '', { mode: 0o600 }),
    release,
  };
};
