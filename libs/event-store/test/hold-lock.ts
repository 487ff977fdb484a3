/** Holds the write lock of a store's file until its input ends. */
import { DatabaseSync } from 'node:sqlite';

const [file = ''] = process.argv.slice(2);
const db = new DatabaseSync(file);
db.exec('BEGIN IMMEDIATE');
process.stdout.write('locked\n');
process.stdin.on('end', () => db.close()).resume();
