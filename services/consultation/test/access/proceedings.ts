import { randomUUID } from 'node:crypto';
import { committee, ok, png, town, upload, village } from '../harness.ts';
import { countedBallot } from '../procedures.ts';
import type { PartOfMatrix } from './part.ts';

const commandId = randomUUID;
const today = '2026-04-10';
const hands = { present: 3, for: 3, against: 0, abstained: 0 };

/** Proceedings and resolutions: read by the village, its supervisors and auditors; departments see figures alone. */
export const proceedingEntries: PartOfMatrix = async (harness, accounts) => {
  const file = await upload(harness, png(9), ['clerk', 'chair', 'secretary', ...accounts]);
  const paper = { file, name: '会议记录.png' };
  const [villager, chair, clerk] = [harness.as('villager'), harness.acting('chair'), harness.acting('clerk')];
  const propose = async () => {
    const text = { matter: 'public-works', title: '修路', text: '修' } as const;
    return (await ok(villager.topics.propose({ commandId: commandId(), body: committee, ...text }))).topic;
  };
  const begin = async (topic: string) =>
    (await ok(chair.proceedings.begin({ commandId: commandId(), topic, kind: 'four-deliberations' }))).proceeding;
  const [untouched, topic] = [await propose(), await propose()];
  const [first, proceeding] = [await begin(await propose()), await begin(topic)];
  harness.registry.fill('committees', 3);
  const secretary = harness.acting('secretary');
  const meeting = { on: today, hands, minutes: paper };
  const merged = { step: 'party-branch-proposes', mergeWithNext: true, assembly: 'committees' } as const;
  const members = { step: 'party-members-deliberate', assembly: 'party-members' } as const;
  await ok(secretary.proceedings.record({ commandId: commandId(), proceeding, ...meeting, ...merged }));
  await ok(secretary.proceedings.record({ commandId: commandId(), proceeding, ...meeting, ...members }));
  const ballot = 'ballot-of-the-matrix';
  await harness.register(ballot, village, committee, ...countedBallot({ ballot, proceeding, topic }, 4));
  await harness.react();
  const resolved = { title: '修路', text: '修', responsible: 'chair', due: '2026-10-01' };
  const { resolution } = await ok(clerk.resolutions.adopt({ commandId: commandId(), proceeding, ...resolved }));
  await ok(
    clerk.resolutions.publish({ commandId: commandId(), resolution, on: today, places: ['上村'], photo: paper }),
  );
  await harness.react();
  const year = '2026';
  return {
    'proceedings.begin': { input: { topic: untouched, kind: 'four-deliberations' } },
    'proceedings.callMeeting': {
      input: {
        ...{ proceeding: first, step: 'party-branch-proposes', assembly: 'party-branch' },
        ...{ on: '2026-05-01', place: '村委会', agenda: '修路' },
      },
    },
    'proceedings.record': {
      input: { proceeding: first, step: 'party-branch-proposes', assembly: 'party-branch', members: 3, ...meeting },
    },
    'proceedings.abandon': { input: { proceeding: first, reason: '没有钱' } },
    'proceedings.get': { input: { ids: [proceeding] } },
    'proceedings.ofTopics': {
      input: { topics: [topic] },
      sameAnswer: 'a topic without proceedings and one that is not for the caller answer alike',
    },
    'proceedings.list': { input: { division: village, first: 5 } },
    'resolutions.adopt': { input: { proceeding, ...resolved } },
    'resolutions.publish': { input: { resolution, on: today, places: ['上村'] } },
    'resolutions.report': { input: { resolution, text: '修好了', photos: [paper], done: false } },
    'resolutions.publishResult': { input: { resolution, on: today, places: ['上村'] } },
    'resolutions.get': { input: { ids: [resolution] } },
    'resolutions.list': { input: { division: village, first: 5 } },
    'resolutions.evidence': { input: { ids: [resolution] } },
    'resolutions.ofDisclosures': {
      input: { disclosures: [`disclosure-${committee}-2026Q1`] },
      sameAnswer: 'a disclosure without resolutions and one whose resolutions are not for the caller answer alike',
    },
    'meetings.ofRepresentatives': { input: { division: village } },
    'statistics.get': [
      { input: { divisions: [village], year }, resource: { division: village } },
      { input: { divisions: [town], year }, resource: { division: town } },
    ],
  };
};
