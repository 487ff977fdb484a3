export { nodeEd25519 } from './node-ed25519.ts';
export { createNodeHasher } from './node-hasher.ts';
