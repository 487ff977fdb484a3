import type { Resolvers } from './graphql/schema.ts';
import { ballotCommands } from './resolvers/ballot-commands.ts';
import { ballotResolvers } from './resolvers/ballots.ts';
import { baseResolvers } from './resolvers/base.ts';
import { bodyResolvers } from './resolvers/bodies.ts';
import { commentResolvers } from './resolvers/comments.ts';
import { disclosureCommands } from './resolvers/disclosure-commands.ts';
import { disclosureExportResolvers } from './resolvers/disclosure-exports.ts';
import { disclosureImports } from './resolvers/disclosure-imports.ts';
import { versionResolvers } from './resolvers/disclosure-versions.ts';
import { disclosureResolvers } from './resolvers/disclosures.ts';
import { divisionResolvers } from './resolvers/divisions.ts';
import { fileResolvers } from './resolvers/files.ts';
import { integrationResolvers } from './resolvers/integration.ts';
import { keyCommands } from './resolvers/key-commands.ts';
import { logResolvers } from './resolvers/logs.ts';
import { meetingResolvers } from './resolvers/meetings.ts';
import { noticeCommands } from './resolvers/notice-commands.ts';
import { noticeResolvers } from './resolvers/notices.ts';
import { objectionCommands } from './resolvers/objection-commands.ts';
import { objectionResolvers } from './resolvers/objections.ts';
import { consultationStatisticsResolvers } from './resolvers/consultation-statistics.ts';
import { proceedingCommands } from './resolvers/proceeding-commands.ts';
import { proceedingResolvers } from './resolvers/proceedings.ts';
import { resolutionResolvers } from './resolvers/resolutions.ts';
import { peopleResolvers } from './resolvers/people.ts';
import { registryCommands } from './resolvers/registry-commands.ts';
import { residentResolvers } from './resolvers/residents.ts';
import { rollResolvers } from './resolvers/rolls.ts';
import { secretBallotResolvers } from './resolvers/secret-ballots.ts';
import { sealResolvers } from './resolvers/seals.ts';
import { statisticsResolvers } from './resolvers/statistics.ts';
import { suggestionResolvers } from './resolvers/suggestions.ts';
import { topicResolvers } from './resolvers/topics.ts';
import { viewerResolvers } from './resolvers/viewer.ts';

/** A file per part of the schema; a field stands in one of them. */
export const resolvers: readonly Resolvers[] = [
  baseResolvers,
  divisionResolvers,
  bodyResolvers,
  residentResolvers,
  peopleResolvers,
  viewerResolvers,
  registryCommands,
  noticeResolvers,
  noticeCommands,
  fileResolvers,
  disclosureResolvers,
  versionResolvers,
  disclosureCommands,
  disclosureImports,
  disclosureExportResolvers,
  objectionResolvers,
  objectionCommands,
  statisticsResolvers,
  topicResolvers,
  commentResolvers,
  suggestionResolvers,
  secretBallotResolvers,
  sealResolvers,
  logResolvers,
  keyCommands,
  proceedingResolvers,
  resolutionResolvers,
  proceedingCommands,
  meetingResolvers,
  consultationStatisticsResolvers,
  ballotResolvers,
  rollResolvers,
  ballotCommands,
  integrationResolvers,
];
