export {
  defaultMaxAppendBytes,
  startEventStoreDbDouble,
  type DoubleOptions,
  type EventStoreDbDouble,
} from './double.ts';
export type { DoubleFault, FaultKind } from './faults.ts';
