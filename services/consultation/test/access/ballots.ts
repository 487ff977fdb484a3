import { ballotsOf, callOf, commandId, vote } from '../ballots.ts';
import { personId, png, upload, village } from '../harness.ts';
import type { PartOfMatrix } from './part.ts';

/** Ballots and rolls: read by the village, its supervisors and auditors; run by its officers; cast by its people. */
export const ballotEntries: PartOfMatrix = async (harness, accounts) => {
  const { convened } = ballotsOf(harness);
  const [ballot, other] = [await convened(), await convened()];
  await harness.catchUp();
  const file = await upload(harness, png(5), ['clerk', ...accounts]);
  const scan = { file, name: '扫描.png' };
  const person = personId('villager');
  const pages = [{ ballot, first: 5 }];
  const missing = { kind: 'missing', about: personId('youth'), text: '漏了' } as const;
  const objected = await harness.as('villager').rolls.object({ commandId: commandId(), ballot: other, ...missing });
  const objection = objected.ok ? objected.result.objection : '';
  const entry = { issued: 0, returned: 0, valid: 0, invalid: 0, abstained: 0, votes: [] };
  const mine = 'it lists what the caller herself may take part in, or has handed in';
  return {
    'ballots.convene': { input: callOf() },
    'ballots.cancel': { input: { ballot: other, reason: '推迟' } },
    'ballots.issuePaper': { input: { ballot, person } },
    'ballots.attend': { input: { ballot, person } },
    'ballots.lodgeProxy': { input: { ballot, person, proxy: personId('secondVillager'), scan, announced: true } },
    'ballots.revoke': { input: { ballot, person, form: 'paper' } },
    'ballots.cast': { input: { ballot, choice: vote('for') } },
    'ballots.enterProtocol': { input: { ballot, channel: 'paper', entry, scans: [scan] } },
    'ballots.get': { input: { ids: [ballot] } },
    'ballots.list': { input: { division: village, first: 5 } },
    'ballots.under': {
      input: { of: 'topic', ids: ['topic-without'] },
      sameAnswer: 'a topic without ballots and one whose ballots are not for the caller answer alike',
    },
    'ballots.open': { input: {}, sameAnswer: mine },
    'ballots.mine': { input: { first: 5 }, sameAnswer: mine },
    'ballots.standings': { input: { ballots: [ballot] }, sameAnswer: mine },
    'rolls.draw': { input: { ballot } },
    'rolls.object': { input: { ballot, ...missing } },
    'rolls.decideObjection': { input: { ballot: other, objection, outcome: 'dismissed', reasons: '不符' } },
    'rolls.freeze': { input: { ballot } },
    'rolls.entries': { input: { pages } },
    'rolls.ofPeople': { input: { ballot, people: [person] } },
    'rolls.objections': { input: { pages: [{ ballot: other, first: 5 }] } },
    'rolls.granted': {
      input: { pages },
      sameAnswer: 'a ballot in which nothing was taken yet and one that is not for the caller answer alike',
    },
  };
};
