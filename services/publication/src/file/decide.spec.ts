import type { FileEvent } from '@cunjian/contracts';
import { given } from '@cunjian/testing';
import { describe, it } from '@jest/globals';
import { digest } from '../../test/example.ts';
import { fileErasureDecider, type EraseFile } from './decide.ts';

const erase: EraseFile = {
  ...{ sha256: 'a'.repeat(64), documents: ['notice-1'], names: [digest('name')] },
  ...{ ground: 'request', reason: digest('reason') },
};
const erased: FileEvent = { type: 'file-erased', data: erase };

describe('a file', () => {
  it('is erased with its reason, its ground and what named it', () =>
    given(fileErasureDecider).when(erase).then(erased));
});

describe('an erased file', () => {
  it('is not erased again', () =>
    given(fileErasureDecider, erased)
      .when({ ...erase, ground: 'unlawful' })
      .refused('file.erased-already'));
});
