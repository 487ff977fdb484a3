import { appendBench } from './append.ts';
import { emmettBench } from './emmett.ts';
import { gatewayBench } from './gateway.ts';
import { isMissed, machine, table, type Bench, type Figure } from './harness.ts';
import { projectingBench } from './projecting.ts';
import { replayBench } from './replay.ts';
import { sealingBench } from './sealing.ts';
import { standaloneBench } from './standalone.ts';
import { verifyingBench } from './verifying.ts';

const benches: readonly Bench[] = [
  appendBench,
  emmettBench,
  replayBench,
  projectingBench,
  sealingBench,
  verifyingBench,
  gatewayBench,
  standaloneBench,
];

const usage = `npm run bench [-- <name>… --strict]
  names: ${benches.map(({ name }) => name).join(', ')}; all without one
  --strict: exit 1 where a wanted ratio is missed`;

const words = process.argv.slice(2).filter((word) => word !== '--');
const strict = words.includes('--strict');
const names = words.filter((word) => word !== '--strict');
const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}\n${usage}`);
  process.exit(2);
}

const figures: Figure[] = [];
for (const bench of benches)
  if (names.length === 0 || names.includes(bench.name)) {
    console.error(`${bench.name} …`);
    figures.push(...(await bench.run()));
  }
console.log(`${machine()}\n\n${table(figures)}`);
if (strict && figures.some(isMissed)) process.exitCode = 1;
