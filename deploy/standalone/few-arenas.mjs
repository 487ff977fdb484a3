// Preloaded (`node --import`). glibc gives each thread an arena of its own to allocate from, and keeps in all of them what
// was freed in one; with a dozen threads that is 35 MB. How many there are is read from the environment before the process
// begins, so it begins anew, under the same number. Does nothing where the operator has decided, or there is no glibc.
import { isMainThread } from 'node:worker_threads';

const maxArenas = 2;
const { execPath, execArgv, argv, env, platform } = process;

if (isMainThread && platform === 'linux' && env.MALLOC_ARENA_MAX === undefined && process.execve !== undefined)
  process.execve(execPath, [execPath, ...execArgv, ...argv.slice(1)], { ...env, MALLOC_ARENA_MAX: String(maxArenas) });
