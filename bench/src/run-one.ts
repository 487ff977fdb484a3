import { benches } from './benches.ts';

/** One bench in this process; hands its figures to the parent. Argument: its name. */
const bench = benches.find(({ name }) => name === process.argv[2]);
if (bench === undefined) throw new Error(`no bench is called ${process.argv[2]}`);
const figures = await bench.run();
process.send?.(figures);
process.disconnect?.();
