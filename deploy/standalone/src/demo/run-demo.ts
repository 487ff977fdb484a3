import { systemClock, type SharedClock } from '@cunjian/service-kit';
import type { Report, RunningSystem } from '../running-system.ts';
import { concludeRoad, resolveRoad, type Resolved } from './deliberate.ts';
import { createDemoSession } from './demo-session.ts';
import { foundPlaces } from './found-places.ts';
import { hasTimeForBallot, openBallot } from './open-ballot.ts';
import { publishYear } from './publish-year.ts';
import { takePart } from './take-part.ts';

/** When the demo's deployment was founded, before anything else in it. */
export const demoFoundedAt = Date.parse('2025-07-01T08:00:00+08:00');

/** Fills an empty deployment with a year of three villages, at the times of that year. Sets the clock right again. */
export const runDemo = async (standalone: RunningSystem, clock: SharedClock, report: Report): Promise<void> => {
  try {
    const demo = createDemoSession(standalone, clock);
    report('demo data: 3,756 real villages, then the people and offices of three of them');
    const seats = await foundPlaces(demo);
    let road: Resolved | undefined;
    await publishYear(demo, seats, report, async (period) => {
      if (period === '2026Q1') road = await resolveRoad(demo, seats);
      if (period === '2026Q2' && road !== undefined) await concludeRoad(demo, seats, road);
    });
    await takePart(demo, seats);
    await demo.settle();
    const now = systemClock.now();
    if (hasTimeForBallot(clock.now(), now)) await openBallot(demo, seats, now);
    await demo.forwardTo(now);
    await demo.settle();
  } finally {
    clock.set(undefined);
  }
  await standalone.services.audit.wired.advanceHeads();
};
