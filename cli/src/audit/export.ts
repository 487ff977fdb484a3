import { ruleRecords } from './cited-rules.ts';
import { bundlePath, parseCheckpoint, tilePath, tilesOf } from '@cunjian/tlog';
import type { Connection } from '../connection.ts';
import { CommandRefused, type Output } from '../output.ts';
import {
  epochFolder,
  formatOpening,
  openingsFile,
  writeExportFile,
  type ExportManifest,
  type OpeningLine,
} from './export-layout.ts';

interface OpeningsPage {
  readonly openings: readonly OpeningLine[];
  readonly withheld: number;
  readonly next: number;
}

/** Everything of one bundle at a time. */
const pageSize = 256;

/** Tree of one log, as far as its checkpoint says. */
const exportTree = async (
  server: Connection,
  log: string,
  folder: string,
  prefix: string,
): Promise<{ origin: string; size: number }> => {
  const note = await server.bytes(`/log/${log}/checkpoint`);
  if (note === undefined)
    throw new CommandRefused(`the deployment has no log ${log}, or shows it to its readers only: give a token`);
  const { origin, size } = parseCheckpoint(note);
  const take = async (path: string): Promise<void> => {
    const bytes = await server.bytes(`/log/${log}/${path}`);
    if (bytes === undefined) throw new CommandRefused(`${log}/${path} is missing on the server`);
    await writeExportFile(folder, prefix + path, bytes);
  };
  for (const tile of tilesOf(size)) {
    await take(tilePath(tile));
    if (tile.level === 0) await take(bundlePath(tile.index, tile.width));
  }
  await writeExportFile(folder, `${prefix}checkpoint`, note);
  return { origin, size };
};

/** What of one log's entries the reader may open. */
const exportOpenings = async (
  server: Connection,
  log: string,
  size: number,
  folder: string,
  prefix: string,
  cited: Set<string>,
): Promise<{ opened: number; withheld: number }> => {
  const counts = { opened: 0, withheld: 0 };
  for (let from = 0; from < size; from += pageSize) {
    const limit = Math.min(pageSize, size - from);
    const page = await server.json<OpeningsPage>(`/log/${log}/openings?from=${from}&limit=${limit}`);
    const lines = page.openings.filter(({ index }) => index < size);
    for (const { event } of lines) for (const [, rule] of event.matchAll(/"rule":"([^"]+)"/g)) cited.add(rule ?? '');
    await writeExportFile(folder, prefix + openingsFile(from / pageSize), lines.map(formatOpening).join(''));
    counts.opened += lines.length;
    counts.withheld += limit - lines.length;
  }
  return counts;
};

/** How often the log began anew, and so how many parts an export of it has. */
const epochOf = async (server: Connection, log: string): Promise<number> => {
  const { log: name } = await server.json<{ log: string }>(`/log/${log}/current`);
  return Number(/\/epoch-(\d+)$/.exec(name)?.[1] ?? 1);
};

export const exportDivision = async (
  server: Connection,
  division: string,
  folder: string,
  output: Output,
): Promise<ExportManifest> => {
  const cited = new Set<string>();
  const rotations = await rotationsOf(server);
  const total = { origin: '', size: 0, openings: 0, withheld: 0 };
  const log = `division/${division}`;
  const epochs = await epochOf(server, log);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const [name, prefix] = [epochLog(log, epoch), epochFolder(epoch, epochs)];
    const { origin, size } = await exportTree(server, name, folder, prefix);
    output.say(`${origin}: ${size} entries`);
    const { opened, withheld } = await exportOpenings(server, name, size, folder, prefix, cited);
    total.origin = origin;
    total.size += size;
    total.openings += opened;
    total.withheld += withheld;
  }
  const headsEpochs = await epochOf(server, 'heads');
  for (let epoch = 1; epoch <= headsEpochs; epoch++)
    await exportTree(server, epochLog('heads', epoch), folder, `heads/${epochFolder(epoch, headsEpochs)}`);
  const vkeys = [await server.bytes(`/log/vkeys?division=${division}`), await server.bytes('/log/vkeys')];
  await writeExportFile(folder, 'vkeys', vkeys.map((bytes) => Buffer.from(bytes ?? []).toString()).join(''));
  const policy = await server.bytes('/log/policy');
  if (policy !== undefined) await writeExportFile(folder, 'policy', policy);
  if ((await rotationsOf(server)).length !== rotations.length)
    throw new CommandRefused('the signing key was replaced while the log was fetched: export it again');
  await writeExportFile(folder, 'rotations.json', `${JSON.stringify(rotations, null, 2)}\n`);
  await writeExportFile(folder, 'rules.json', `${JSON.stringify(ruleRecords(cited), null, 2)}\n`);
  const manifest: ExportManifest = { format: 'cunjian-export/1', division, ...total };
  await writeExportFile(folder, 'export.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};

const rotationsOf = (server: Connection) => server.json<readonly string[]>('/log/rotations');

const epochLog = (log: string, epoch: number): string => (epoch === 1 ? log : `${log}/epoch-${epoch}`);
