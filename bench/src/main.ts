import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { isMissed } from './harness.ts';
import { runAll } from './run-all.ts';
import { load, machine, table } from './table.ts';

const defaultMaxMinutes = 15;
const usage = `npm run bench [-- <name>… --strict --minutes <n>]
  names: ${benches.map(({ name }) => name).join(', ')}; all without one
  --strict: exit 1 where something wanted is missed or not measured
  --minutes: how long it may take in all, by default ${defaultMaxMinutes}`;

const read = () => {
  const options = { strict: { type: 'boolean', default: false }, minutes: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new Error(`no bench is called ${unknown.join(', ')}`);
  const minutes = Number(values.minutes ?? defaultMaxMinutes);
  if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes}: a number above 0`);
  const names = benches.map(({ name }) => name);
  return {
    names: positionals.length === 0 ? names : names.filter((name) => positionals.includes(name)),
    strict: values.strict,
    minutes,
  };
};

const run = async (): Promise<void> => {
  const { names, strict, minutes } = read();
  const [startedAt, loadBefore] = [performance.now(), load()];
  const { figures, unfinished } = await runAll(names, minutes);
  const took = `${Math.round((performance.now() - startedAt) / 60_000)} minutes`;
  const ofLoad = `load ${loadBefore} before, ${load()} after`;
  console.log(`${machine()}; ${new Date().toISOString().slice(0, 10)}, ${took}, ${ofLoad}\n\n${table(figures)}`);
  if (unfinished.length > 0) console.log(`\nNot measured, for failure or want of time: ${unfinished.join(', ')}`);
  if (unfinished.length > 0 || (strict && figures.some(isMissed))) process.exitCode = 1;
};

try {
  await run();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
