import { committee, personId, village } from '../harness.ts';
import { ballotOfVote, entriesOf, registerRoll, termsOfVote, tokenRequested } from '../secret-vote.ts';
import type { PartOfMatrix } from './part.ts';

const request = 'A'.repeat(342);
const key = 'B'.repeat(43);

/** Secret ballots: tokens for the village's people, keys for its officers, and a box for whoever has a token. */
export const secretBallotEntries: PartOfMatrix = async ({ register, catchUp }) => {
  const ballot = ballotOfVote;
  await registerRoll(register, entriesOf([personId('villager')]));
  await register(ballot, village, committee, { type: 'ballot-called', data: termsOfVote });
  await register(
    `entitlement-${ballot}-${personId('villager')}`,
    village,
    committee,
    tokenRequested(personId('villager')),
  );
  // A token that somebody else is said to have taken.
  const other = personId('secondVillager');
  await register(`entitlement-${ballot}-${other}`, village, committee, tokenRequested(other));
  await register(`token-notice-${ballot}-${other}`, village, committee, {
    type: 'token-disputed',
    data: { ballot, person: other, text: termsOfVote.text },
  });
  await catchUp();
  return {
    'secretBallots.takeToken': { input: { ballot, requests: [request, request] } },
    'secretBallots.lodgeKey': { input: { ballot, key } },
    'secretBallots.openKey': { input: { ballot, key } },
    'secretBallots.cast': { input: { ballot, text: '{}' }, anonymous: true },
    'secretBallots.openings': { input: { ballots: [ballot] } },
    'secretBallots.acknowledgeToken': { input: { ballot } },
    'secretBallots.disputeToken': { input: { ballot, text: '不是我领的' } },
    'secretBallots.decideTokenDispute': {
      input: { ballot, person: personId('villager'), upheld: true, reasons: '经核实' },
    },
    'secretBallots.myNotices': {
      input: {},
      sameAnswer: 'it lists what was taken in the name of the caller herself',
    },
    'secretBallots.tokenDisputes': { input: { division: village } },
    'secretBallots.tokens': { input: { ballot, first: 5 } },
  };
};
