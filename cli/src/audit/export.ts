import { ruleRecords } from './cited-rules.ts';
import { bundlePath, parseCheckpoint, tilePath, tilesOf } from '@cunjian/tlog';
import type { Connection } from '../connection.ts';
import { CommandRefused, type Output } from '../output.ts';
import {
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

export const exportDivision = async (
  server: Connection,
  division: string,
  folder: string,
  output: Output,
): Promise<ExportManifest> => {
  const log = `division/${division}`;
  const { origin, size } = await exportTree(server, log, folder, '');
  output.say(`${origin}: ${size} entries`);
  let withheld = 0;
  let opened = 0;
  const cited = new Set<string>();
  for (let from = 0; from < size; from += pageSize) {
    const limit = Math.min(pageSize, size - from);
    const page = await server.json<OpeningsPage>(`/log/${log}/openings?from=${from}&limit=${limit}`);
    const lines = page.openings.filter(({ index }) => index < size);
    for (const { event } of lines) for (const [, rule] of event.matchAll(/"rule":"([^"]+)"/g)) cited.add(rule ?? '');
    await writeExportFile(folder, openingsFile(from / pageSize), lines.map(formatOpening).join(''));
    opened += lines.length;
    withheld += limit - lines.length;
    output.say(`openings: ${from + limit} of ${size}`);
  }
  await exportTree(server, 'heads', folder, 'heads/');
  const vkeys = [await server.bytes(`/log/vkeys?division=${division}`), await server.bytes('/log/vkeys')];
  await writeExportFile(folder, 'vkeys', vkeys.map((bytes) => Buffer.from(bytes ?? []).toString()).join(''));
  const rotations = await server.json<readonly string[]>('/log/rotations');
  await writeExportFile(folder, 'rotations.json', `${JSON.stringify(rotations, null, 2)}\n`);
  await writeExportFile(folder, 'rules.json', `${JSON.stringify(ruleRecords(cited), null, 2)}\n`);
  const manifest: ExportManifest = { format: 'cunjian-export/1', division, origin, size, openings: opened, withheld };
  await writeExportFile(folder, 'export.json', `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};
