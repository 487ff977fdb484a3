import type { RecordedEvent } from '@cunjian/contracts';
import { projectInMemory, type Projection } from '@cunjian/processing';
import { ballots } from '@cunjian/consultation/projections/ballots';
import { comments } from '@cunjian/consultation/projections/comments';
import { entitlements } from '@cunjian/consultation/projections/entitlements';
import { proceedings } from '@cunjian/consultation/projections/proceedings';
import { resolutions } from '@cunjian/consultation/projections/resolutions';
import { rolls } from '@cunjian/consultation/projections/rolls';
import { suggestions } from '@cunjian/consultation/projections/suggestions';
import { tokens } from '@cunjian/consultation/projections/tokens';
import { topics } from '@cunjian/consultation/projections/topics';
import { bodies } from '@cunjian/registry/projections/bodies';
import { offices } from '@cunjian/registry/projections/offices';
import { disclosures } from '@cunjian/publication/projections/disclosures';
import { candidateContents, versionContents } from '@cunjian/publication/projections/contents';
import { erasedFiles } from '@cunjian/service-kit/acting';
import { notices } from '@cunjian/publication/projections/notices';
import { objections } from '@cunjian/publication/projections/objections';
import { noErasures, withErasure, type Erasures } from './erasures.ts';
import { CommandRefused } from '../output.ts';
import { readText, type ExportManifest } from './export-layout.ts';
import { readEvents } from './read-events.ts';

/** The very read models that the server keeps, so that what an auditor sees offline is what was shown. */
const readModels: readonly Projection[] = [
  bodies,
  offices,
  notices,
  disclosures,
  candidateContents,
  versionContents,
  objections,
  erasedFiles,
  topics,
  comments,
  suggestions,
  proceedings,
  resolutions,
  ballots,
  rolls,
  entitlements,
  tokens,
];

export interface TimelineLine {
  /** Counted through all epochs. */
  readonly index: number;
  readonly time: string;
  readonly event: string;
  readonly stream: string;
}
export interface Replayed {
  readonly division: string;
  readonly asOf: string | undefined;
  readonly timeline: readonly TimelineLine[];
  /** Until then. */
  readonly erased: Erasures;
  /** Name of the read model → key → document; personal values stay digests. */
  readonly state: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The longest prefix of the log with no event later than `asOf` (DESIGN.md decision 8). */
const prefixAsOf = (events: readonly RecordedEvent[], asOf: string | undefined): readonly RecordedEvent[] => {
  if (asOf === undefined) return events;
  const until = Date.parse(asOf);
  if (Number.isNaN(until))
    throw new CommandRefused(`--as-of ${asOf} is no RFC 3339 time, such as 2026-04-20T00:00:00+08:00`);
  const end = events.findIndex(({ time }) => Date.parse(time) > until);
  return end < 0 ? events : events.slice(0, end);
};

const indexOf = ({ position }: RecordedEvent): number => Number(position);

/** Reads an export that `verify` has passed: nothing is checked here. */
export const replay = async (dir: string, asOf?: string): Promise<Replayed> => {
  const text = readText(dir, 'export.json');
  if (text === undefined) throw new CommandRefused(`${dir} holds no export: make one with \`cunjian audit export\``);
  const manifest = JSON.parse(text) as ExportManifest;
  const events = prefixAsOf(readEvents(dir), asOf);
  const state = Object.fromEntries(
    readModels.map((projection) => [
      projection.name,
      Object.fromEntries(projectInMemory(projection, events).documents),
    ]),
  );
  const timeline = events.map((event) => ({
    index: indexOf(event),
    time: event.time,
    event: event.name,
    stream: event.subject,
  }));
  const erased = events.reduce(withErasure, noErasures);
  return { division: manifest.division, asOf, timeline, erased, state };
};
