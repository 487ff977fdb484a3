import { nationalDivision } from '@cunjian/contracts';
import { reveal } from '@cunjian/personal-data';
import { idInput, idsInput, maxBatch, pageInput, todayOf } from '@cunjian/service-kit/acting';
import { z } from 'zod';
import { resourceOfSubject } from '@cunjian/access';
import type { Consultation, Procedures } from '../consultation-context.ts';
import { ballots } from '../projections/ballots.ts';
import { entitlements, type EntitlementDocument } from '../projections/entitlements.ts';
import { rollEntries, rollEntryKey, type RollEntryDocument } from '../projections/roll-entries.ts';
import { rollObjections, rolls } from '../projections/rolls.ts';
import { emptyPage, findPage, readDocuments, type Page } from './page.ts';
import { viewerOn } from './viewer.ts';

const nation = { division: nationalDivision };
const ofBallots = z.object({ pages: z.array(pageInput.extend({ ballot: idInput })).max(maxBatch) });

type May = (resource: ReturnType<typeof resourceOfSubject>) => boolean;

/** Rolls of these ballots that the caller may read. */
const readable = async ({ models }: Consultation, ids: readonly string[], may: May) => {
  const found = await models.rolls.get([...new Set(ids)]);
  return new Map([...found].filter(([, roll]) => may(resourceOfSubject(roll))));
};

/** What is told while people vote: whoever votes online does it unwatched. */
const toldForms: readonly EntitlementDocument['form'][] = ['token', 'paper', 'show-of-hands', 'proxy'];

const grantedOf = ({ person, form, proxy, is, toldAt }: EntitlementDocument, isOver: boolean) => {
  const by = is.form === 'proxy' ? is.used?.by : undefined;
  return { person, form, proxy, usedBy: by === 'online' && !isOver ? undefined : by, changedAt: toldAt };
};

const listing = (consultation: Consultation, { query }: Procedures) => ({
  /** 名册 page by page, a page for each ballot asked: by household, without birth dates, numbers or phones. */
  entries: query('roll.read', rolls, rollEntries)
    .input(ofBallots)
    .query(async ({ ctx, input: { pages } }) => {
      const known = await readable(
        consultation,
        pages.map(({ ballot }) => ballot),
        ctx.may,
      );
      ctx.may(nation);
      const found = pages.map(async ({ ballot, ...asked }): Promise<Page<RollEntryDocument>> => {
        if (!known.has(ballot)) return emptyPage;
        return readDocuments(consultation.models.rollEntries, asked, {
          where: { ballot },
          order: { by: 'household', direction: 'ascending' },
        });
      });
      return ctx.answer(await Promise.all(found));
    }),

  /** Entries by person, for who is shown with a vote or a proxy; what is not there is left out. */
  ofPeople: query('roll.read', rolls, rollEntries)
    .input(z.object({ ballot: idInput, people: idsInput }))
    .query(async ({ ctx, input: { ballot, people } }) => {
      const roll = (await readable(consultation, [ballot], ctx.may)).get(ballot);
      ctx.may(nation);
      if (roll === undefined) return ctx.answer<readonly RollEntryDocument[]>([]);
      const found = await consultation.models.rollEntries.get(people.map((person) => rollEntryKey(ballot, person)));
      return ctx.answer([...found.values()]);
    }),
});

const following = (consultation: Consultation, { query }: Procedures) => ({
  /** Objections to each roll asked, newest first. */
  objections: query('roll.read', rolls, rollObjections)
    .input(ofBallots)
    .query(async ({ ctx, input: { pages } }) => {
      const known = await readable(
        consultation,
        pages.map(({ ballot }) => ballot),
        ctx.may,
      );
      ctx.may(nation);
      const found = pages.map(async ({ ballot, ...asked }) => {
        if (!known.has(ballot)) return emptyPage;
        return readDocuments(consultation.models.rollObjections, asked, {
          where: { ballot },
          order: { by: 'at', direction: 'descending' },
        });
      });
      const viewer = viewerOn(todayOf(consultation));
      return ctx.answer(await reveal(consultation.runtime.vault, await Promise.all(found), viewer));
    }),

  /**
   * Who took what: papers, proxies, tokens 领票, attendance; never what she voted. While people vote, who voted online is
   * not told, nor by how many there are or in which order: nobody is watched. The last change first.
   */
  granted: query('roll.read', rolls, entitlements, ballots)
    .input(ofBallots)
    .query(async ({ ctx, input: { pages } }) => {
      const ids = pages.map(({ ballot }) => ballot);
      const known = await readable(consultation, ids, ctx.may);
      ctx.may(nation);
      const running = await consultation.models.ballots.get(ids);
      const found = pages.map(async ({ ballot, ...asked }) => {
        if (!known.has(ballot)) return emptyPage;
        const isOver = ['closed', 'counted'].includes(running.get(ballot)?.status ?? '');
        const { items, hasMore } = await findPage(consultation.models.entitlements, asked, {
          where: { ballot, form: { in: isOver ? [...toldForms, 'online'] : toldForms } },
          order: { by: 'toldAt', direction: 'descending' },
        });
        return { hasMore, items: items.map(({ cursor, document }) => ({ cursor, item: grantedOf(document, isOver) })) };
      });
      return ctx.answer(await Promise.all(found));
    }),
});

export const rollQueries = (consultation: Consultation, procedures: Procedures) => ({
  ...listing(consultation, procedures),
  ...following(consultation, procedures),
});
