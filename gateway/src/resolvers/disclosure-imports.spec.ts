import { expect, it } from '@jest/globals';
import type { GatewayContext } from '../context.ts';
import { byKey } from '../loaders.ts';
import { disclosureImports } from './disclosure-imports.ts';

type Field = (parent: unknown, given: unknown, context: GatewayContext) => Promise<unknown>;
const resolvers = disclosureImports as unknown as Record<'Mutation' | 'ImportedDisclosure', Record<string, Field>>;
const drafted = { village: '红旗村', body: 'body-1', disclosure: 'disclosure-1', findings: [] };

/** The drafts are seen when they are read for the `seenAt`th time. */
const laggingContext = (seenAt: number) => {
  const lag = { stale: 0 };
  let asked = 0;
  const loader = () =>
    byKey(async (ids) => {
      const seen = ++asked >= seenAt;
      if (!seen) lag.stale++;
      return ids.map((id) => (seen ? { id } : undefined));
    });
  const load = { disclosure: loader() };
  const renew = () => void (load.disclosure = loader());
  const outcome = { ok: true, position: '7', events: ['event-1'], repeated: false, result: { results: [drafted] } };
  const publication = { disclosures: { import: async () => outcome } };
  return { lag, language: 'en', publication, reads: { load, since: renew, renew } } as unknown as GatewayContext;
};

it.each([1, 3])('an import shows its drafts once the read models have seen them: at read %i', async (seenAt) => {
  const context = laggingContext(seenAt);
  const imported = await resolvers.Mutation['importDisclosures']?.(undefined, { input: { file: 'f' } }, context);
  expect(imported).toMatchObject({ results: [drafted], userErrors: [], position: '7' });
  expect(await resolvers.ImportedDisclosure['disclosure']?.(drafted, {}, context)).toEqual({ id: 'disclosure-1' });
  expect(context.lag.stale).toBe(0);
});
