/** Exports a village of the demo as its auditor: `export-demo.ts <directory>`. */
import { cunjianDone } from '../src/command-line.ts';
import { runDemo } from '../src/running.ts';

const [out = ''] = process.argv.slice(2);
const division = '330324108207';

const demo = await runDemo();
try {
  const auditor = await demo.as('auditor');
  await demo.advanceHeads();
  const session = ['--url', demo.url, '--token', auditor.token, '--office', auditor.office ?? ''];
  await cunjianDone('audit', 'export', '--division', division, '--out', out, ...session);
} finally {
  await demo.stop();
}
