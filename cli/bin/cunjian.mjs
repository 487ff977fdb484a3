#!/usr/bin/env node
// Plain JavaScript, so that it can say what to do where Node is too old to run the rest.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  console.error(
    `cunjian needs Node 24.12 or later, this is ${process.versions.node}: run it as \`npx cunjian\` in its folder, after \`npm ci\`.`,
  );
  process.exit(2);
}
process.removeAllListeners('warning');
// Compiled code is kept from run to run: half of the time until it does anything.
const { enableCompileCache } = await import('node:module');
enableCompileCache();
const { main } = await import('../src/main.ts');
process.exitCode = await main(process.argv);
