export {
  appendLeaves,
  decodeTreeState,
  emptyTree,
  encodeTreeState,
  rootOfState,
  type Appended,
  type TileBytes,
  type TreeState,
} from './append.ts';
export { decodeBase64, encodeBase64 } from './base64.ts';
export { decodeBundle, encodeBundle, maxEntryBytes } from './bundle.ts';
export {
  formatCheckpointText,
  openCheckpoint,
  parseCheckpoint,
  parseCheckpointText,
  signCheckpoint,
  type Checkpoint,
  type CheckpointText,
  type CheckpointTrust,
  type Cosignature,
  type OpenedCheckpoint,
} from './checkpoint.ts';
export {
  checkOpening,
  commitmentOf,
  entryOf,
  formatEntry,
  parseEntry,
  saltBytes,
  type Entry,
  type Opening,
} from './entry.ts';
export {
  createTreeHasher,
  equalBytes,
  fullWidth,
  hashBytes,
  portableHasher,
  type Hasher,
  type TreeHasher,
} from './hashing.ts';
export { portableEd25519, type Ed25519 } from './ed25519.ts';
export {
  algorithms,
  formatSecretKey,
  formatVkey,
  keyIdOf,
  maxKeyNameBytes,
  parseSecretKey,
  parseVkey,
  type Algorithm,
  type SecretKey,
  type VerifierKey,
} from './key.ts';
export {
  formatNote,
  maxNoteBytes,
  maxSignatures,
  openNote,
  parseNote,
  signNote,
  type KnownSignature,
  type Note,
  type NoteSignature,
  type OpenedNote,
} from './note.ts';
export {
  earlierKeys,
  followRotations,
  openRotation,
  parseRotation,
  rotationPurposes,
  signRotation,
  type FollowedKeys,
  type ReplacedKey,
  type Rotation,
  type RotationPurpose,
} from './rotation.ts';
export { maxPolicyLines, parsePolicy, type Policy, type PolicyWitness } from './policy.ts';
export { rootFromInclusion, verifyConsistency, verifyInclusion, type TreeHead } from './proof.ts';
export { consistencyRanges, inclusionRanges, nodesOf, type Node, type Range } from './ranges.ts';
export {
  formatReceiptText,
  maxMergeDelayMs,
  maxReceiptLeaves,
  openReceipt,
  parseReceipt,
  parseReceiptText,
  receiptStatus,
  signReceipt,
  type Receipt,
  type ReceiptStatus,
} from './receipt.ts';
export {
  createCosigner,
  createSigner,
  createVerifier,
  verifierOf,
  type Signer,
  type Verified,
  type Verifier,
} from './signing.ts';
export {
  bundlePath,
  edgeTiles,
  newTiles,
  parseTilePath,
  resourcePath,
  tilePath,
  tilesForRanges,
  tilesOf,
  widthAt,
  type Resource,
  type Tile,
} from './tile.ts';
export { isTlogError, TlogError, type TlogErrorCode } from './tlog-error.ts';
export { formatTlogProof, maxProofBytes, parseTlogProof, verifyTlogProof, type TlogProof } from './tlog-proof.ts';
export { readTree, type ReadResource, type TreeReader, type VerifiedBundle } from './tree-reader.ts';
export { verifyTree } from './verify-tree.ts';
export {
  cosignatureLines,
  formatAddCheckpoint,
  judgeCheckpoint,
  maxConsistencyHashes,
  parseAddCheckpoint,
  takeCosignature,
  tlogSizeType,
  type AddCheckpoint,
  type TakenCosignature,
  type WitnessedLog,
  type WitnessVerdict,
} from './witness.ts';
