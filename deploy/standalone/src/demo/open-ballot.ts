import { done, type DemoSession } from './demo-session.ts';
import type { Seats } from './found-places.ts';
import { bodyOf, villages } from './places.ts';

const dayMs = 86_400_000;
/** Called so long before: notice and roll have their days. */
const calledDaysBefore = 16;
const closesDaysLater = 14;

/** Where the demo's year has ended long enough before; else there is no time for a call and its notice. */
export const hasTimeForBallot = (endedAt: number, now: number): boolean =>
  now - endedAt > (calledDaysBefore + 2) * dayMs;

/** A ballot of all villagers that is open on the day on which the demo is made, with one vote in it. */
export const openBallot = async (demo: DemoSession, seats: Seats, now: number): Promise<void> => {
  const [village] = villages;
  if (village === undefined) throw new Error('the demo has no village');
  const clerk = demo.as('clerk', seats.get('clerk')).consultation;
  const at = (days: number): string => new Date(now + days * dayMs).toISOString();
  const id = (step: string): string => demo.nextId(`${village.code} parking ${step}`);
  await demo.forwardTo(now - calledDaysBefore * dayMs);
  const { ballot } = await done(
    clerk.ballots.convene({
      ...{ commandId: id('convene'), body: bodyOf(village), assembly: 'villagers', matter: 'public-works' },
      ...{ title: '文化礼堂前的空地怎么用', text: '文化礼堂前有一块空地,请大家选一种用法,一人一票。' },
      question: { kind: 'one-of', options: [{ text: '停车场' }, { text: '晒谷场' }, { text: '健身场地' }] },
      ...{ secrecy: 'open', channels: ['online', 'paper'] },
      times: { opensAt: at(-1), closesAt: at(closesDaysLater) },
    }),
  );
  await demo.settle();
  await done(clerk.rolls.draw({ commandId: id('draw'), ballot }));
  await demo.settle();
  await demo.forwardTo(now - dayMs / 2);
  await demo.settle();
  const choice = { kind: 'one-of' as const, options: ['o03'] };
  await done(demo.as('villager2').consultation.ballots.cast({ commandId: id('cast'), ballot, choice }));
  await demo.settle();
};
