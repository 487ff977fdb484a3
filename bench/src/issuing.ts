import { constants, createPrivateKey, privateDecrypt, randomBytes } from 'node:crypto';
import { isRefused } from '@cunjian/kernel';
import { encodeBase64Url } from '@cunjian/secret-ballot';
import { newIssuerSecret, openBlindIssuer } from '@cunjian/secret-ballot/node';
import { maxIssueBatch } from '../../services/consultation/src/issuers/issuer.ts';
import { perSecond, share, takeTurns, withFolder, type Bench } from './harness.ts';

const total = share(2_000);
const rounds = 3;
const bytes = 256;

/** Blinded messages: uniformly random numbers below any modulus of 2,048 bits. */
const blinded = Array.from({ length: total }, () => {
  const request = randomBytes(bytes);
  request[0] = 0;
  return request;
});

/** OpenSSL's private operation without padding, on one core. */
const bare = async (): Promise<number> => {
  const { pem } = await newIssuerSecret();
  const key = createPrivateKey(pem);
  return perSecond(total, () => {
    for (const request of blinded) privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, request);
  });
};

/** An issuer as it is deployed: checks each signature that it made, and has it on disk before it answers. */
const issuing = (): Promise<number> =>
  withFolder(async (dir) => {
    const issuer = openBlindIssuer({ dir, name: 'bench.example/issuer', secret: new Uint8Array(32).fill(7) });
    await issuer.prepare('road');
    const requests = blinded.map((request, at) => ({
      ...{ ballot: 'road', person: `p-${at}`, request: encodeBase64Url(request) },
    }));
    const rate = await perSecond(total, () => {
      for (let first = 0; first < total; first += maxIssueBatch)
        if (issuer.issue(requests.slice(first, first + maxIssueBatch)).some(isRefused))
          throw new Error('a request was refused');
    });
    issuer.close();
    return rate;
  });

export const issuingBench: Bench = {
  name: 'issuing',
  run: async () => {
    const measured = await takeTurns(rounds, { bare, issuing });
    return [
      {
        what: 'issuing blind signatures, on one core',
        value: measured.issuing,
        unit: 'signatures/s',
        better: 'more',
        reference: { name: 'OpenSSL RSA private operations, bare', value: measured.bare },
        wanted: { atLeast: 0.7 },
      },
    ];
  },
};
