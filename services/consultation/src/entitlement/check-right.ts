import type { Channel } from '@cunjian/contracts';
import { refuse, type Refused } from '@cunjian/kernel';
import { channelNames, citationOf, type Right } from './command.ts';
import type { Entitlement } from './entitlement.ts';

/** In the order in which they are refused: `ballot.cancelled`, `ballot.not-open`, `ballot.closed`, `ballot.not-on-roll`. */
export const checkOpen = ({ status, terms: { times }, now, isOnRoll }: Right): Refused | undefined => {
  if (status === 'cancelled') return refuse('ballot.cancelled');
  if (status === 'closed' || now >= times.closesAt) return refuse('ballot.closed', { at: times.closesAt });
  if (status === 'called' || now < times.opensAt) return refuse('ballot.not-open', { at: times.opensAt });
  return isOnRoll ? undefined : refuse('ballot.not-on-roll');
};

/** The same before the opening, too: what is prepared for it. */
export const checkNotClosed = ({ status, terms: { times }, now, isOnRoll }: Right): Refused | undefined => {
  if (status === 'cancelled') return refuse('ballot.cancelled');
  if (status === 'closed' || now >= times.closesAt) return refuse('ballot.closed', { at: times.closesAt });
  return isOnRoll ? undefined : refuse('ballot.not-on-roll');
};

/** One of these channels must be open to this ballot. */
export const checkChannel = ({ terms }: Right, ...wanted: readonly [Channel, ...Channel[]]): Refused | undefined => {
  if (wanted.some((channel) => terms.channels.includes(channel))) return undefined;
  const [channel] = wanted;
  return refuse('ballot.channel-not-allowed', {
    channel,
    channelZh: channelNames[channel],
    citation: citationOf(terms.rule),
  });
};

const formNames = {
  online: { zh: '网上投票', en: 'online' },
  token: { zh: '领取无记名票', en: 'with a token' },
  paper: { zh: '纸质选票', en: 'on paper' },
  'show-of-hands': { zh: '到会举手', en: 'at the meeting' },
  proxy: { zh: '委托他人', en: 'by proxy' },
} as const;

/** The first thing that was granted excludes the others. */
export const refuseTaken = ({ form }: Exclude<Entitlement, { form: 'none' }>): Refused =>
  refuse('entitlement.taken', { form, formZh: formNames[form].zh, formEn: formNames[form].en });

/** All vote on paper. */
export const refuseCalledOff = ({ terms }: Right): Refused =>
  refuse('ballot.online-called-off', { least: terms.rule.smallestCount });
