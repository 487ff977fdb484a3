import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { run } from './run.ts';

/** Every command by its words, as the help tells them. */
const commandsBelow = async (words: readonly string[]): Promise<readonly (readonly string[])[]> => {
  const { stdout } = await run(...words, '--help');
  const listed = stdout.split('\nCommands:\n')[1]?.split('\n\n')[0] ?? '';
  const names = [...listed.matchAll(/^ {2}([a-z-]+)/gm)].flatMap(([, name = '']) => (name === 'help' ? [] : [name]));
  const below = await Promise.all(names.map((name) => commandsBelow([...words, name])));
  return names.length === 0 ? [words] : below.flat();
};

describe('the help', () => {
  it('is there for every command, with an example of that command', async () => {
    const commands = await commandsBelow([]);
    expect(commands.map((words) => words.join(' '))).toEqual(
      expect.arrayContaining([
        ...[
          'audit export',
          'audit verify',
          'audit replay',
          'audit recount',
          'audit receipt',
          'audit reseal',
          'token',
          'doctor',
        ],
        ...['import divisions', 'import residents', 'import disclosure', 'backup', 'restore', 'demo', 'service-keys'],
      ]),
    );
    for (const words of commands) {
      const { code, stdout, stderr } = await run(...words, '--help');
      expect([words, code, stderr]).toEqual([words, 0, '']);
      expect(stdout).toMatch(new RegExp(`Examples?: .*cunjian ${words.join(' ')}`));
    }
  });
});

describe('wrong usage', () => {
  it.each([
    ['no command', []],
    ['an unknown command', ['publish']],
    ['an unknown command below one', ['audit', 'forge']],
    ['an unknown option', ['doctor', '--fast']],
    ['a missing option', ['audit', 'export', '--division', '330324108207']],
    ['an option without its value', ['audit', 'verify', '--dir']],
    ['a global option without its value', ['doctor', '--url']],
    ['no address', ['doctor', '--url', 'somewhere']],
    ['an argument too many', ['doctor', 'now']],
    ['a missing argument', ['import', 'divisions', '--source', 'x', '--effective', '2026-01-01']],
  ])('%s ends with 2, says why, and prints no result', async (_, args) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });
});

describe('a refusal', () => {
  const nowhere = 'http://127.0.0.1:9';
  it.each([
    ['a deployment that is not there', ['doctor', '--url', nowhere], nowhere],
    ['the same before the command', ['--url', nowhere, 'token', '--account', 'clerk'], nowhere],
    ['the same in one word', ['offices', `--url=${nowhere}`], nowhere],
    ['a folder without an export', ['audit', 'verify', '--dir', '/nonexistent'], '/nonexistent'],
    ['nothing to replay', ['audit', 'replay', '--dir', '/nonexistent'], 'cunjian audit export'],
    [
      'a file that is not there',
      ['audit', 'receipt', '--file', '/nonexistent', '--dir', '.', '--vkey', 'x'],
      '/nonexistent',
    ],
    [
      'a folder without a deployment',
      ['backup', '--data', '/nonexistent', '--out', '/nonexistent/out'],
      '/nonexistent',
    ],
    ['a store that is not there', ['audit', 'reseal', '--check', '--data', '/nonexistent'], '/nonexistent'],
    [
      'no backup',
      ['restore', '--from', '/nonexistent', '--data', '/nonexistent/data', '--reason', 'fire'],
      'backup.json',
    ],
  ])('%s ends with 1, says what, and prints no result', async (_, args, what) => {
    const { code, stdout, stderr } = await run(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(what);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

describe('the program itself', () => {
  const cunjian = (...args: readonly string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../bin/cunjian.mjs'), ...args], { encoding: 'utf8' });

  it('ends with the code, results on stdout and all else on stderr', () => {
    expect(cunjian('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Usage: cunjian'),
      stderr: '',
    });
    expect(cunjian('audit', 'forge')).toMatchObject({ status: 2, stdout: '' });
    expect(cunjian('audit', 'replay', '--dir', '/nonexistent')).toMatchObject({ status: 1, stdout: '' });
  });
});
