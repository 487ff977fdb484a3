import { Writable } from 'node:stream';
import { main } from '../src/main.ts';

const collector = () => {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      chunks.push(chunk.toString());
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
};

/** `cunjian …` in this process, with what it says where. */
export const run = async (...args: readonly string[]) => {
  const [out, err] = [collector(), collector()];
  const code = await main(['node', 'cunjian', ...args], out.stream, err.stream);
  return { code, stdout: out.text(), stderr: err.text() };
};
