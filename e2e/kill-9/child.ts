/** Runs a whole deployment in a process of its own, to be killed: kill-9/child.ts <data folder>. Prints its address. */
import { startStandalone } from '@cunjian/standalone';
import { testConfig } from '../src/test-config.ts';

const [, , dataDir = ''] = process.argv;
const { url } = await startStandalone(testConfig(dataDir), () => undefined);
process.stdout.write(`${url}\n`);
