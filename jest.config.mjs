/** The one Jest configuration; Nx runs it once per project with --rootDir. Types are stripped by Node's own function. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  testMatch: ['**/*.spec.ts'],
  transform: { '^.+\\.ts$': new URL('./jest-strip-types.mjs', import.meta.url).pathname },
  transformIgnorePatterns: ['/node_modules/'],
  passWithNoTests: true,
  testTimeout: 30_000,
  maxWorkers: 2,
};
