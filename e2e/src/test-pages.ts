/** `npm run e2e:web`: the built page in Chromium. Arguments name files, by a part of their path. */
import { runJest } from './run-jest.ts';

const roots = ['--roots', 'web/test/browser', '--roots', 'e2e/browser'];
process.exit((await runJest([...process.argv.slice(2), ...roots, '--testMatch=**/*.browser.ts'])) ? 0 : 1);
