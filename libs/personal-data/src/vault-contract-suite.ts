import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonalKindName } from '@cunjian/contracts';
import { digestOf } from './digest.ts';
import { replayErasures, replayRestrictions, type Vault, type VaultEntry } from './vault.ts';

let minted = 0;
const entry = (value: string, more: Partial<VaultEntry> = {}): VaultEntry => {
  const salt = new Uint8Array(32).fill(++minted % 251);
  salt[0] = minted >> 8;
  const kind: PersonalKindName = 'name';
  return {
    digest: digestOf(salt, value),
    salt,
    value,
    kind,
    division: '330304001200',
    recordedOn: '2026-03-05',
    ...more,
  };
};

/** What every adapter of the vault must hold. `restored` opens the copy that `backup` wrote. */
export const vaultContractSuite = (
  name: string,
  adapter: { open(): Promise<Vault>; restored(path: string): Promise<Vault>; backupPath(): string },
): void => {
  describe(`vault: ${name}`, () => {
    let vault: Vault;
    beforeEach(async () => {
      vault = await adapter.open();
    });
    afterEach(() => vault.close());

    it('gives back what was put, and nothing for what never was there', async () => {
      const [a, b] = [entry('张三', { subject: 'p1' }), entry('李四')];
      expect(await vault.put([a, b])).toBeUndefined();
      const found = await vault.get([a.digest, b.digest, 'x'.repeat(43)]);
      expect(found.size).toBe(2);
      const { salt, ...rest } = a;
      expect(found.get(a.digest)).toEqual({ ...rest, state: 'kept', restricted: false });
      expect(await vault.salts([a.digest, 'x'.repeat(43)])).toEqual(new Map([[a.digest, salt]]));
      expect(found.get(b.digest)).not.toHaveProperty('subject');
    });

    it('takes many puts at once, each digest once', async () => {
      const entries = Array.from({ length: 200 }, (_, i) => entry(`村民${i}`));
      await Promise.all([...entries, ...entries].map((one) => vault.put([one])));
      expect((await vault.get(entries.map(({ digest }) => digest))).size).toBe(200);
    });

    it('erases for good: the value is gone, the digest is known as erased, a second put does not bring it back', async () => {
      const [a, b] = [entry('张三', { subject: 'p1' }), entry('李四', { subject: 'p1' })];
      await vault.put([a, b]);
      await vault.erase([a.digest, 'x'.repeat(43)]);
      await vault.put([a]);
      const found = await vault.get([a.digest, b.digest]);
      expect(found.get(a.digest)).toEqual({ state: 'erased', digest: a.digest, kind: 'name' });
      expect(found.get(b.digest)).toMatchObject({ state: 'kept', value: '李四' });
      expect(await vault.ofSubject('p1')).toEqual([b.digest]);
      expect(await vault.salts([a.digest, b.digest])).toEqual(new Map([[b.digest, b.salt]]));
    });

    it('restricts at once and lifts it', async () => {
      const a = entry('张三');
      await vault.put([a]);
      await vault.setRestricted([a.digest], true);
      expect((await vault.get([a.digest])).get(a.digest)).toMatchObject({ restricted: true });
      await vault.setRestricted([a.digest], false);
      expect((await vault.get([a.digest])).get(a.digest)).toMatchObject({ restricted: false });
    });

    it('lists what is due by the retention of its kind or the date set for it, and nothing erased', async () => {
      const [payee, name, gone] = [
        entry('王五', { kind: 'name-in-accounts', recordedOn: '1996-03-05' }),
        entry('张三'),
        entry('赵六', { kind: 'name-in-accounts', recordedOn: '1990-01-01' }),
      ];
      await vault.put([payee, name, gone]);
      await vault.erase([gone.digest]);
      expect(await vault.due({ on: '2026-03-04', limit: 10 })).toEqual([]);
      expect((await vault.due({ on: '2026-03-05', limit: 10 })).map(({ digest }) => digest)).toEqual([payee.digest]);
      await vault.keepUntil([name.digest], '2026-03-01');
      expect((await vault.due({ on: '2026-03-05', limit: 10 })).map(({ value }) => value)).toEqual(['张三', '王五']);
      expect(await vault.due({ on: '2026-03-05', limit: 1 })).toHaveLength(1);
      await vault.keepUntil([name.digest], null);
      expect(await vault.due({ on: '2026-03-05', limit: 10 })).toHaveLength(1);
    });

    it('lists what waits for its event, forgets it when told to, and takes it again', async () => {
      const since = '2026-03-05T01:00:00.000Z';
      const pending = { stream: 'residency-1', since };
      const [named, refused, kept] = [entry('张三', { pending }), entry('李四', { pending }), entry('王五')];
      await vault.put([named, refused, kept]);
      expect((await vault.get([named.digest])).get(named.digest)).toMatchObject({ value: '张三' });
      await vault.confirm([named.digest]);
      expect(await vault.pending({ before: '2026-03-05T00:59:59.999Z', limit: 10 })).toEqual([]);
      expect(await vault.pending({ before: since, limit: 10 })).toEqual([{ digest: refused.digest, ...pending }]);
      await vault.discard([named.digest, refused.digest, kept.digest], since);
      const left = await vault.get([named.digest, refused.digest, kept.digest]);
      expect([...left.keys()].sort()).toEqual([named.digest, kept.digest].sort());
      await vault.put([refused]);
      expect((await vault.get([refused.digest])).get(refused.digest)).toMatchObject({ state: 'kept', value: '李四' });
    });

    it('does not forget what was put again meanwhile, nor what was confirmed', async () => {
      const pending = { stream: 's', since: '2026-03-05T01:00:00.000Z' };
      const [again, sure] = [entry('张三', { pending }), entry('李四', { pending })];
      await vault.put([again, sure]);
      await vault.put([{ ...again, pending: { ...pending, since: '2026-03-05T03:00:00.000Z' } }]);
      await vault.confirm([sure.digest]);
      await vault.put([sure]);
      await vault.discard([again.digest, sure.digest], '2026-03-05T02:00:00.000Z');
      expect((await vault.get([again.digest, sure.digest])).size).toBe(2);
      expect(await vault.pending({ before: '2026-03-06T00:00:00.000Z', limit: 10 })).toHaveLength(1);
    });

    it('is backed up, and a restored copy forgets again what was erased since', async () => {
      const [a, b] = [entry('张三'), entry('李四')];
      await vault.put([a, b]);
      await vault.backup(adapter.backupPath());
      await vault.erase([a.digest]);
      const restored = await adapter.restored(adapter.backupPath());
      expect((await restored.get([a.digest])).get(a.digest)).toMatchObject({ state: 'kept' });
      expect(await replayErasures(restored, [{ digests: [a.digest] }])).toBe(1);
      expect((await restored.get([a.digest])).get(a.digest)).toMatchObject({ state: 'erased' });
      expect((await restored.get([b.digest])).get(b.digest)).toMatchObject({ value: '李四' });
      await restored.close();
    });

    it('hides again, after a restore, what was restricted since', async () => {
      const [a, b] = [entry('张三'), entry('李四')];
      await vault.put([a, b]);
      await vault.setRestricted([b.digest], true);
      await vault.backup(adapter.backupPath());
      const restored = await adapter.restored(adapter.backupPath());
      await replayRestrictions(restored, [
        { digests: [a.digest, b.digest], restricted: true },
        { digests: [b.digest], restricted: false },
      ]);
      const found = await restored.get([a.digest, b.digest]);
      expect([found.get(a.digest), found.get(b.digest)]).toMatchObject([{ restricted: true }, { restricted: false }]);
      await restored.close();
    });

    it('refuses to handle more digests in a call than its bound', async () => {
      const many = Array.from({ length: 20_001 }, (_, i) => String(i));
      await expect(vault.get(many)).rejects.toThrow(RangeError);
      await expect(vault.erase(many)).rejects.toThrow(RangeError);
    });
  });
};
