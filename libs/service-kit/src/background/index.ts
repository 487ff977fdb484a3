export { startBackground, type Background, type BackgroundOptions } from './start-background.ts';
export type { ServiceStatus } from './protocol.ts';
