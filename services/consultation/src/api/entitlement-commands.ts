import type { Attachment } from '@cunjian/contracts';
import { canonicalJson, isRefused, refuse, type Refused } from '@cunjian/kernel';
import {
  act,
  attachmentInput,
  derivedUuid,
  idInput,
  plainAttachment,
  resolveAttachment,
  type Acting,
  type Words,
} from '@cunjian/service-kit/acting';
import { z } from 'zod';
import { circleOf } from '@cunjian/access';
import { proxiesHeld } from '../ballot/votes-of.ts';
import type { Consultation, Procedures } from '../consultation-context.ts';
import type { EntitlementCommand, ProxyLookUps, Right } from '../entitlement/command.ts';
import { entitlementDecider } from '../entitlement/decide.ts';
import { entitlementStream } from '../entitlement/entitlement.ts';
import { rollEntryKey } from '../projections/roll-entries.ts';
import {
  ballotToVoteIn,
  isOnRoll,
  lastDayBefore,
  opensOn,
  resourceOfTerms,
  rightOf,
  type FoundBallot,
} from './ballot-look-ups.ts';
import { choiceInput, inOrder } from './ballot-inputs.ts';

interface Named {
  readonly commandId: string;
  readonly ballot: string;
  /** Whose entry of the roll it is. */
  readonly person: string;
}

/** A command on what one entry of a roll grants; the entry, not whoever acts, names the stream. */
const onEntitlement = (
  consultation: Consultation,
  ctx: Acting,
  { commandId, ballot, person }: Named,
  prepare: (right: Right, found: FoundBallot, words: Words) => Promise<EntitlementCommand | Refused>,
) => {
  const looked = ballotToVoteIn(consultation, ballot);
  const stream = entitlementStream(ballot, person);
  return act(consultation, ctx, {
    // Of this entry alone: refused as another's, it would tell whether she has voted, and leave no trace.
    commandId: derivedUuid(stream, commandId),
    stream,
    decider: entitlementDecider,
    resource: async () => {
      const found = await looked;
      return found && resourceOfTerms(found.terms);
    },
    command: async (_, words) => {
      const found = await looked;
      if (found === undefined) return refuse('ballot.unknown');
      const right = await rightOf(consultation, found, person);
      return isRefused(right) ? right : prepare(right, found, words);
    },
    audience: (_, resource) => circleOf(resource),
    // While people vote nobody reads in the log who voted how: neither neighbours nor officials.
    openFrom: ({ type }, { right }) => (type === 'ballot-cast' ? right.terms.times.closesAt : undefined),
    result: { ballot, person },
  });
};

/** One after the other for each ballot: how many a proxy holds is told by streams of other people. */
const lodging = new Map<string, Promise<unknown>>();
const oneByOne = async <Result>(ballot: string, task: () => Promise<Result>): Promise<Result> => {
  const before = lodging.get(ballot) ?? Promise.resolve();
  const running = before.then(task, task);
  const settled = running.then(
    () => undefined,
    () => undefined,
  );
  lodging.set(ballot, settled);
  try {
    return await running;
  } finally {
    if (lodging.get(ballot) === settled) lodging.delete(ballot);
  }
};

const proxyLookUps = async (
  consultation: Consultation,
  ctx: Acting,
  { terms }: FoundBallot,
  person: string,
  proxy: string,
): Promise<ProxyLookUps | Refused> => {
  const { ballot, rule, division } = terms;
  const keys = [person, proxy].map((one) => rollEntryKey(ballot, one));
  const entries = await consultation.models.rollEntries.get(keys);
  const [hers, theProxys] = keys.map((key) => entries.get(key)?.household);
  const sharesHousehold = hers !== undefined && hers === theProxys;
  let isNearRelative = sharesHousehold;
  if (rule.proxies?.nearRelativesOnly === true) {
    const kinship = await consultation.registry.kinship(ctx, { division, person });
    if (isRefused(kinship)) return kinship;
    isNearRelative = kinship.get(proxy) ?? sharesHousehold;
  }
  const held = await proxiesHeld(consultation, ballot, proxy, person);
  const until = lastDayBefore(rule.proxies?.lodgedBefore, opensOn(terms), rule);
  return { isOnRoll: theProxys !== undefined, sharesHousehold, isNearRelative, held, until };
};

const scanOf = async (
  words: Words,
  scan: z.output<typeof attachmentInput>,
  person: string,
): Promise<Attachment | Refused> => {
  const found = await resolveAttachment(words.openFile, scan, 'scan');
  return isRefused(found) ? found : words.conceal(plainAttachment, found, person);
};

const ofPerson = z.object({ ballot: idInput, person: idInput });
const byProxyToo = ofPerson.extend({ proxy: idInput.optional() });
const lodgeInput = ofPerson.extend({ proxy: idInput, scan: attachmentInput, announced: z.boolean() });

/** Others who have a paper, each at most as many as the rule asks for; only where somebody holds a token beside them. */
const papersOut = async (
  { models }: Consultation,
  { ballot, person, tokens, terms }: Right,
): Promise<number | undefined> => {
  if (tokens !== 'closed') return undefined;
  const { items: whole } = await models.tokens.find({ where: { ballot, complete: true }, limit: 1 });
  if (whole.length === 0) return undefined;
  const limit = terms.rule.smallestCount;
  const found = await Promise.all([
    models.entitlements.find({ where: { ballot, form: 'paper' }, limit }),
    models.entitlements.find({ where: { ballot, 'is.used.by': 'paper' }, limit }),
  ]);
  return found.flatMap(({ items }) => items).filter(({ document }) => document.person !== person).length;
};

const issuing = (consultation: Consultation, { command }: Procedures) => ({
  /** 发放纸质选票 to the voter, or to her proxy. */
  issuePaper: command('entitlement.issue')
    .input(byProxyToo.extend({ told: z.boolean().default(false) }))
    .mutation(({ ctx, input }) =>
      onEntitlement(consultation, ctx, input, async (right) => ({
        ...{ do: 'issue-paper', right, proxy: input.proxy, told: input.told },
        papers: await papersOut(consultation, right),
      })),
    ),

  /** 签到: she votes by a show of hands. */
  attend: command('entitlement.issue')
    .input(byProxyToo)
    .mutation(({ ctx, input }) =>
      onEntitlement(consultation, ctx, input, async (right) => ({ do: 'attend', right, proxy: input.proxy })),
    ),

  /** 登记委托, from the paper that the principal signed. */
  lodgeProxy: command('entitlement.issue')
    .input(lodgeInput)
    .mutation(({ ctx, input }) => {
      const { ballot, person, proxy, announced } = input;
      const lodge = () =>
        onEntitlement(consultation, ctx, input, async (right, found, words) => {
          const roll = (await consultation.models.rolls.get([ballot])).get(ballot);
          if (roll?.status !== 'frozen') return refuse('roll.not-frozen');
          const look = await proxyLookUps(consultation, ctx, found, person, proxy);
          if (isRefused(look)) return look;
          const scan = await scanOf(words, input.scan, person);
          if (isRefused(scan)) return scan;
          return { do: 'lodge-proxy', right, proxy, look, scan, announced };
        });
      return oneByOne(ballot, lodge);
    }),

  /** What was not used: a paper that came back empty, a proxy before it votes. */
  revoke: command('entitlement.issue')
    .input(ofPerson.extend({ form: z.enum(['paper', 'proxy']) }))
    .mutation(({ ctx, input }) =>
      onEntitlement(consultation, ctx, input, async (right) => ({ do: 'revoke', right, form: input.form })),
    ),
});

export const entitlementCommands = (consultation: Consultation, procedures: Procedures) => ({
  ...issuing(consultation, procedures),

  /** 投票: an open ballot, named; until the closing the voter may change it. `principal`: for whom a proxy votes. */
  cast: procedures
    .command('ballot.cast')
    .input(z.object({ ballot: idInput, choice: choiceInput, principal: idInput.optional() }))
    .mutation(({ ctx, input }) => {
      const { ballot, principal } = input;
      const voter = ctx.caller.person ?? '';
      const choice = inOrder(input.choice);
      // Another choice is another vote, though a device sent it under an id that it had used: nobody takes it for counted.
      const commandId = derivedUuid(canonicalJson(choice), input.commandId);
      return onEntitlement(consultation, ctx, { commandId, ballot, person: principal ?? voter }, async (right) => {
        const isVoter = principal === undefined || principal === voter || (await isOnRoll(consultation, ballot, voter));
        if (!isVoter) return refuse('ballot.not-on-roll');
        return { do: 'cast', right, voter, choice };
      });
    }),
});
