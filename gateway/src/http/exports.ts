import type { Language } from '@cunjian/contracts';
import { Router } from 'express';
import { gatewayError } from '../errors.ts';
import type { DisclosureView } from '../reads.ts';
import { disclosureTitle } from '../resolvers/period-texts.ts';
import type { ContextOf } from './request-context.ts';

const otherSections: Readonly<Record<Language, string>> = { zh: '（其他公开表）', en: ', other sections' };

const versionOf = ({ versions, candidate }: DisclosureView, asked: unknown): number | undefined =>
  typeof asked === 'string' && /^\d{1,6}$/.test(asked) ? Number(asked) : (versions.at(-1) ?? candidate)?.version;

/**
 * `GET /export/disclosure/<id>?version=<n>&part=accounts|sections`: CSV with names by right. `accounts`, the default: the
 * lines, in the form that an import takes; `sections`: a table for each of the others. In Chinese, as villages write them.
 */
export const exportRoutes = (contextOf: ContextOf): Router => {
  const router = Router();
  router.get('/export/disclosure/:id', async (request, response) => {
    const { publication, reads, language } = await contextOf(request);
    const part = request.query['part'] === 'sections' ? 'sections' : 'accounts';
    const disclosure = await reads.load.disclosure.load(request.params.id);
    const version = disclosure && versionOf(disclosure, request.query['version']);
    const found =
      disclosure === undefined || version === undefined || version < 1
        ? undefined
        : (await publication.disclosures.exportCsv({ disclosure: disclosure.disclosure, version, part })).value;
    if (disclosure === undefined || found === undefined)
      throw gatewayError('request.not-found', language, {}, { status: 404 });
    const { body, period, title } = disclosure;
    const name = title ?? disclosureTitle((await reads.load.body.load(body))?.name ?? '', period, language);
    response.attachment(`${name}${part === 'sections' ? otherSections[language] : ''}.csv`);
    response.type('text/csv; charset=utf-8').set('cache-control', 'private, no-store');
    response.send(found);
  });
  return router;
};
