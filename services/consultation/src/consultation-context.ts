import { actors, bodies, offices, type AccessOffice, type Actor, type Body } from '@cunjian/access';
import { collectionSpec, rollUpSpec, type RollUp } from '@cunjian/processing';
import type { CollectionReader, ReadModelReader } from '@cunjian/read-model';
import type { createProcedures, ServiceRuntime } from '@cunjian/service-kit';
import { erasedFiles, type ErasedFileDocument } from '@cunjian/service-kit/acting';
import type { RuleBook } from '@cunjian/statutes';
import { comments, type CommentDocument } from './projections/comments.ts';
import { financeLinks, type FinanceLinksDocument } from './projections/finance-links.ts';
import { proceedings, type ProceedingDocument } from './projections/proceedings.ts';
import {
  representativesMeetings,
  type RepresentativesMeetingsDocument,
} from './projections/representatives-meetings.ts';
import { resolutions, type ResolutionDocument } from './projections/resolutions.ts';
import { suggestions, type SuggestionDocument } from './projections/suggestions.ts';
import { supports, type SupportDocument } from './projections/supports.ts';
import { topics, type TopicDocument } from './projections/topics.ts';
import { tokens, type TokenDocument } from './projections/tokens.ts';
import { villageFigures, type VillageFiguresDocument } from './projections/village-figures.ts';
import { ballots, type BallotDocument } from './projections/ballots.ts';
import { entitlements, type EntitlementDocument } from './projections/entitlements.ts';
import { rollEntries, type RollEntryDocument } from './projections/roll-entries.ts';
import { rollObjections, rolls, type RollDocument, type RollObjectionDocument } from './projections/rolls.ts';
import type { RegistryPort } from './registry-port.ts';
import type { SecretRooms } from './secret/secret-rooms.ts';

export interface ReadModels {
  readonly actors: CollectionReader<Actor>;
  readonly bodies: CollectionReader<Body>;
  readonly offices: CollectionReader<AccessOffice>;
  readonly erasedFiles: CollectionReader<ErasedFileDocument>;
  readonly topics: CollectionReader<TopicDocument>;
  readonly supports: CollectionReader<SupportDocument>;
  readonly comments: CollectionReader<CommentDocument>;
  readonly suggestions: CollectionReader<SuggestionDocument>;
  readonly proceedings: CollectionReader<ProceedingDocument>;
  readonly resolutions: CollectionReader<ResolutionDocument>;
  readonly representativesMeetings: CollectionReader<RepresentativesMeetingsDocument>;
  readonly financeLinks: CollectionReader<FinanceLinksDocument>;
  readonly villageFigures: CollectionReader<VillageFiguresDocument>;
  readonly rollUps: Readonly<Record<'villageFigures' | 'resolutions', CollectionReader<RollUp>>>;
  readonly tokens: CollectionReader<TokenDocument>;
  readonly ballots: CollectionReader<BallotDocument>;
  readonly rolls: CollectionReader<RollDocument>;
  readonly rollEntries: CollectionReader<RollEntryDocument>;
  readonly rollObjections: CollectionReader<RollObjectionDocument>;
  readonly entitlements: CollectionReader<EntitlementDocument>;
}

export const readModelsOf = (reader: Pick<ReadModelReader, 'collection'>): ReadModels => ({
  actors: reader.collection(collectionSpec(actors)),
  bodies: reader.collection(collectionSpec(bodies)),
  offices: reader.collection(collectionSpec(offices)),
  erasedFiles: reader.collection(collectionSpec(erasedFiles)),
  topics: reader.collection(collectionSpec(topics)),
  supports: reader.collection(collectionSpec(supports)),
  comments: reader.collection(collectionSpec(comments)),
  suggestions: reader.collection(collectionSpec(suggestions)),
  proceedings: reader.collection(collectionSpec(proceedings)),
  resolutions: reader.collection(collectionSpec(resolutions)),
  representativesMeetings: reader.collection(collectionSpec(representativesMeetings)),
  financeLinks: reader.collection(collectionSpec(financeLinks)),
  villageFigures: reader.collection(collectionSpec(villageFigures)),
  rollUps: {
    villageFigures: reader.collection(rollUpSpec(villageFigures)),
    resolutions: reader.collection(rollUpSpec(resolutions)),
  },
  tokens: reader.collection(collectionSpec(tokens)),
  ballots: reader.collection(collectionSpec(ballots)),
  rolls: reader.collection(collectionSpec(rolls)),
  rollEntries: reader.collection(collectionSpec(rollEntries)),
  rollObjections: reader.collection(collectionSpec(rollObjections)),
  entitlements: reader.collection(collectionSpec(entitlements)),
});

/** What procedures and reactions of this service work with. */
export interface Consultation {
  readonly runtime: ServiceRuntime;
  readonly models: ReadModels;
  readonly ruleBook: RuleBook;
  readonly registry: RegistryPort;
  /** Absent where this process holds no secret ballots. */
  readonly secret?: SecretRooms | undefined;
}

export type Procedures = ReturnType<typeof createProcedures>;
