import { catalogue, type RecordedEvent } from '@cunjian/contracts';
import { parseCheckpoint } from '@cunjian/tlog';
import { epochFolders, openingsFile, parseOpenings, readText } from './export-layout.ts';

/** An opened event of an export; `where` names its entry as `verify` does. */
export interface ExportedEvent extends RecordedEvent {
  readonly where: string;
}

/** All events that the reader may open, in the order of the log, through all epochs. Nothing is checked here. */
export const readEvents = (dir: string): readonly ExportedEvent[] => {
  const events: ExportedEvent[] = [];
  let before = 0;
  for (const folder of epochFolders(dir)) {
    const { size } = parseCheckpoint(readText(dir, `${folder}checkpoint`) ?? '');
    for (let bundle = 0; bundle * 256 < size; bundle++)
      for (const { index, event } of parseOpenings(readText(dir, folder + openingsFile(bundle)) ?? '')) {
        const { sequence } = JSON.parse(event) as { sequence: string };
        const bytes = new TextEncoder().encode(event);
        const position = BigInt(before + index);
        const decoded = catalogue.decode({ bytes, position, revision: Number(sequence) });
        events.push({ ...decoded, where: `${folder}entry ${index}` });
      }
    before += size;
  }
  return events;
};
