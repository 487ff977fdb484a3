import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '@cunjian/kernel';
import { dateInShanghai } from '@cunjian/statutes';

/** Bytes of one day (Asia/Shanghai). */
export interface UploadQuota {
  readonly maxPersonBytes: number;
  readonly maxDivisionBytes: number;
}

/** Twenty-five scans of the largest size by one person, a hundred by a village or an office together. */
export const defaultUploadQuota: UploadQuota = { maxPersonBytes: 500_000_000, maxDivisionBytes: 2_000_000_000 };

export interface Uploader {
  readonly person: string;
  /** Of the office acted in, else the village belonged to. */
  readonly division: string | undefined;
}

export type QuotaCode = 'upload.person-quota' | 'upload.division-quota';
export interface QuotaExceeded {
  readonly code: QuotaCode;
  readonly used: number;
  readonly limit: number;
}

/** How much was uploaded today; it outlives a restart. */
export interface UploadLedger {
  /** Counts the bytes, or answers what they would exceed and counts nothing. */
  take(uploader: Uploader, bytes: number): QuotaExceeded | undefined;
  close(): void;
}

export const openUploadLedger = (file: string, clock: Pick<Clock, 'now'>, quota: UploadQuota): UploadLedger => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const db = new DatabaseSync(file, { timeout: 5_000 });
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS upload (day TEXT NOT NULL, who TEXT NOT NULL, bytes INTEGER NOT NULL,
      PRIMARY KEY (day, who)) STRICT, WITHOUT ROWID`);
  const select = db.prepare('SELECT bytes FROM upload WHERE day = ? AND who = ?');
  const add = db.prepare(
    'INSERT INTO upload (day, who, bytes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes',
  );
  const forgetEarlier = db.prepare('DELETE FROM upload WHERE day < ?');
  let today = '';
  return {
    take: ({ person, division }, bytes) => {
      const day = dateInShanghai(clock.now());
      if (day !== today) forgetEarlier.run(day);
      today = day;
      const counted = [
        { who: `person ${person}`, limit: quota.maxPersonBytes, code: 'upload.person-quota' as const },
        ...(division === undefined
          ? []
          : [{ who: `division ${division}`, limit: quota.maxDivisionBytes, code: 'upload.division-quota' as const }]),
      ];
      for (const { who, limit, code } of counted) {
        const used = Number(select.get(day, who)?.['bytes'] ?? 0);
        if (used + bytes > limit) return { code, used, limit };
      }
      for (const { who } of counted) add.run(day, who, bytes);
      return undefined;
    },
    close: () => db.close(),
  };
};
