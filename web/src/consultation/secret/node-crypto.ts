/** In place of Node's `crypto`, which `@hpke/common` asks for where there is no WebCrypto: every browser of ours has it. */
export const webcrypto = globalThis.crypto;
