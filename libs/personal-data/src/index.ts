export { concealInput, mayHaveLines, plain, type Concealed, type ConcealContext, type Plain } from './conceal.ts';
export { isCreditCode, isIdentityNumber, passesLuhn } from './checksums.ts';
export { digestOf, saltBytes } from './digest.ts';
export { erasureDecider, erasureStream, type ErasureCommand, type ErasureEvent, type Erasures } from './erasure.ts';
export { safeFileName } from './file-names.ts';
export { keepIfNamed, pendingOn } from './keep-if-named.ts';
export { mask } from './masking.ts';
export {
  maxSubjectsPerRead,
  type OfficialRead,
  type ReadOfSubject,
  type ReadRecord,
  type RecordedExport,
} from './read-record.ts';
export { personalDataRefusals } from './refusals.ts';
export { digestsIn, reveal, revealDocument, type Revealed, type Shown, type Viewer } from './reveal.ts';
export { screenProse, screen, type NumberKind, type ScreenFinding } from './screening.ts';
export { openSqliteReadRecord } from './sqlite-read-record.ts';
export { openSqliteVault } from './sqlite-vault.ts';
export { isCleanLine, isCleanText, oneLine, uncleanText } from './text.ts';
export {
  maxDigestsPerCall,
  replayErasures,
  replayRestrictions,
  type DueOptions,
  type ErasedValue,
  type KeptValue,
  type Pending,
  type PendingValue,
  type Vault,
  type VaultEntry,
  type VaultRecord,
} from './vault.ts';
