export { createFakeClock, type FakeClock } from './fake-clock.ts';
export { withFaults, type Fault } from './faults.ts';
export { given, type Given, type Outcome } from './given.ts';
export { createMemoryEventStore } from './memory-event-store.ts';
export { createSeededRandom } from './seeded-random.ts';
export { createTurnedClock } from './turned-clock.ts';
