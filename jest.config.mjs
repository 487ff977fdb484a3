/** The one Jest configuration; Nx runs it once per project with --rootDir. Node strips types itself; Jest needs swc for that. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['**/*.spec.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/'],
  passWithNoTests: true,
  testTimeout: 30_000,
  maxWorkers: 2,
};
